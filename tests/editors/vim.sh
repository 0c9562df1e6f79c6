#!/usr/bin/env bash
# Vim for real: opens every example, asks for the filetype and the groups of its words, indents it anew without a change, and
# reads findings into the quickfix list. Needs vim with +syntax; `DIP=…` names the program for the last of these.
set -euo pipefail
cd "$(dirname "$0")/../.."
dip=${DIP:-$(ls target/release/dip target/debug/dip 2>/dev/null | head -1 || true)}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

cat >"$place/test.vim" <<'END'
set nocompatible encoding=utf-8 nomore viminfo= noswapfile
let &runtimepath = getcwd() . '/editors/vim,' . &runtimepath
filetype plugin indent on
syntax on
let s:wrong = []

function s:Group(lnum, word) abort
  let col = match(getline(a:lnum), '\V' . a:word) + 1
  return synIDattr(synID(a:lnum, col, 1), 'name')
endfunction

function s:Is(lnum, word, group) abort
  let found = s:Group(a:lnum, a:word)
  if found !=# a:group
    call add(s:wrong, printf('%s:%d: %s is %s, not %s', expand('%'), a:lnum, a:word, found, a:group))
  endif
endfunction

for s:file in split(glob('examples/**/*.dip'), '\n')
  execute 'edit' s:file
  if &filetype !=# 'dip'
    call add(s:wrong, s:file . ': filetype is ' . &filetype)
  endif
  let s:before = getline(1, '$')
  " Every record and field at the beginning of a line is seen as one, and nothing in a long text is.
  let s:long = 0
  for s:n in range(1, line('$'))
    let s:word = matchstr(getline(s:n), '^\s*\zs[a-z-]\+\ze\%(:\| \)')
    if s:long
      if getline(s:n) !~# '^\s*"""' | call s:Is(s:n, matchstr(getline(s:n), '\S\+'), 'dipLongText') | endif
    elseif getline(s:n) =~# '^\s*[a-z-]\+:'
      call s:Is(s:n, s:word, 'dipField')
    elseif s:word !=# ''
      call s:Is(s:n, s:word, 'dipRecord')
    endif
    if len(split(getline(s:n), '"""', 1)) % 2 == 0 | let s:long = !s:long | endif
  endfor
  silent normal! gg=G
  for s:n in range(1, line('$'))
    if getline(s:n) !=# s:before[s:n - 1]
      call add(s:wrong, printf('%s:%d: indented as %s', s:file, s:n, string(getline(s:n))))
    endif
  endfor
  silent undo
  edit!
endfor

enew!
setfiletype dip
call setline(1, ['person тоқаев "Қасым" { office "President" of KZ as acting from 2019-03-20 } # dip: allow x — y',
  \ 'statement who by 周恩来, "an aide" for CN hoped to KZ "so" { mood: negated; amount: over 3.8 billion EUR }',
  \ 'progress a.b by KZ 2025~ fulfilled'])
for [s:l, s:w, s:g] in [[1, 'тоқаев', 'dipId'], [1, 'Қасым', 'dipText'], [1, 'office', 'dipRecord'],
  \ [1, 'KZ', 'dipCountry'], [1, 'acting', 'dipWord'], [1, '2019', 'dipDate'], [1, 'allow', 'dipAllow'],
  \ [1, '— y', 'dipComment'], [2, 'who', 'dipIdBy'], [2, 'by', 'dipBy'], [2, 'an aide', 'dipActorText'], [2, 'hoped', 'dipVerb'],
  \ [2, 'mood', 'dipField'], [2, 'negated', 'dipWord'], [2, 'over', 'dipAmount'], [2, '3.8', 'dipNumber'],
  \ [2, 'billion', 'dipAmount'], [2, 'EUR', 'dipCurrency'], [3, '2025~', 'dipProgressDate'], [3, 'fulfilled', 'dipWord'],
  \ [3, 'by', 'dipProgressBy']]
  call s:Is(s:l, s:w, s:g)
endfor

if $DIP !=# ''
  compiler dip
  let &makeprg = substitute(&makeprg, '^dip', escape($DIP, '\ '), '')
  execute 'cd' $PLACE
  silent make!
  let s:found = getqflist()
  if len(s:found) != 1 || s:found[0].lnum != 1 || s:found[0].type !=? 'e' || s:found[0].text !~# 'unknown-language'
    call add(s:wrong, 'findings: ' . string(s:found))
  endif
endif
call writefile(s:wrong, $PLACE . '/wrong')
qall!
END
printf 'person a "Қ"@kz { born: 1953 }\n' >"$place/people.dip"
[ -z "$dip" ] || dip=$(realpath "$dip")
DIP=$dip PLACE=$place vim -es -u NONE -i NONE -S "$place/test.vim" </dev/null >/dev/null 2>&1 || true
[ -e "$place/wrong" ] || { echo "vim did not come to the end of the test" >&2; exit 1; }
if [ -s "$place/wrong" ]; then cat "$place/wrong" >&2; exit 1; fi
echo "Vim: filetype, colours and indentation of all examples are right${dip:+; findings reach the quickfix list}."
