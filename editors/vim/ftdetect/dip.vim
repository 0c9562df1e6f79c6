autocmd BufRead,BufNewFile *.dip setfiletype dip
