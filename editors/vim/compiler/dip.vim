" `:compiler dip`, then `:make` checks the archive at hand, `:make talks.dip` a file; `:copen` lists what was found.
if exists('current_compiler')
  finish
endif
let current_compiler = 'dip'

CompilerSet makeprg=dip\ check\ --format\ concise\ --color\ never
" path:line:column: severity[CODE] name: message. Columns are characters, which %v counts and %c does not.
CompilerSet errorformat=%f:%l:%v:\ %trror[DIP%n]\ %m,%f:%l:%v:\ %tarning[DIP%n]\ %m,%f:%l:%v:\ %tote[DIP%n]\ %m
