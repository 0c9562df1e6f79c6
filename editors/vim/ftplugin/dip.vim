if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=#\ %s comments=:# iskeyword+=- suffixesadd=.dip
setlocal expandtab shiftwidth=2 softtabstop=2
" `gq` breaks comments only; what is said is laid out by `dip fmt`.
setlocal formatoptions-=t formatoptions+=croql
" `za` opens and closes a block; all are open to begin with.
setlocal foldmethod=syntax foldlevel=99

let b:undo_ftplugin = 'setlocal commentstring< comments< iskeyword< suffixesadd< expandtab< shiftwidth< softtabstop< formatoptions< foldmethod< foldlevel<'
