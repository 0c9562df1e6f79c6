" Indents as `dip fmt` does.
if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=DipIndent(v:lnum) indentkeys=0},!^F,o,O
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*DipIndent')
  finish
endif

" The line without its texts and its comment.
function! s:Bare(lnum) abort
  let line = substitute(getline(a:lnum), '"""\zs.\{-}\ze"""\|"\zs\%([^"\\]\|\\.\)*\ze"', '', 'g')
  return substitute(line, '\s*\%(#.*\)\?$', '', '')
endfunction

function! s:InLongText(lnum) abort
  return a:lnum > 1 && synIDattr(synID(a:lnum, 1, 0), 'name') ==# 'dipLongText'
endfunction

function! DipIndent(lnum) abort
  let before = prevnonblank(a:lnum - 1)
  if before == 0
    return 0
  endif
  let closes_text = getline(a:lnum) =~# '^\s*"""'
  " The words of a long text stay where they are; its first line and its end stand one step in.
  if s:InLongText(a:lnum) && !closes_text && getline(before) !~# '"""$'
    return -1
  endif
  let indent = indent(before)
  let bare = s:Bare(before)
  if s:InLongText(before)
    if closes_text
      let head = before
      while head > 1 && s:InLongText(head)
        let head -= 1
      endwhile
      return indent(head) + shiftwidth()
    endif
    " Behind a long text its block goes on at the same step, and the line after it one step out.
    let indent -= bare =~# '{$' ? 0 : shiftwidth()
  elseif bare =~# '{$' || bare =~# '"""$'
    let indent += shiftwidth()
  elseif bare =~# ',$'
    let indent += s:Bare(prevnonblank(before - 1)) =~# ',$' ? 0 : 2 * shiftwidth()
  elseif before > 1 && s:Bare(prevnonblank(before - 1)) =~# ',$'
    let indent -= 2 * shiftwidth()
  endif
  return indent - (getline(a:lnum) =~# '^\s*}' ? shiftwidth() : 0)
endfunction
