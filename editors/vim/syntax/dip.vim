" Colours of diplomatic records. What a word is depends on where it stands, so most groups lead to one another.
if exists('b:current_syntax')
  finish
endif
let s:cpo = &cpo
set cpo&vim

" An id has hyphens in it, and letters of any script.
syntax iskeyword @,48-57,192-255,_,-
syntax sync fromstart

" Fields, by what they take. Those that take names or texts need nothing more.
syntax match dipField /\<\%(source\|against\|date\|made\|born\|died\|due\|from\|until\|note\|title\|url\|archive\|marking\|condition\|original\|name\|code\|duration\|amount\|total\|members\|parent\|broader\|part-of\|follows\|outcome\|reply-to\|reiterates\|supersedes\|owner\|reported-by\|beneficiary\|on-behalf-of\|host\|publisher\|author\|to\|via\|about\|place\)\ze\s*:/
syntax match dipField /\<\%(kind\|format\|status\|present\|mood\|force\|certainty\|plover\)\ze\s*:/ nextgroup=dipWordColon skipwhite
syntax match dipField /\<language\ze\s*:/ nextgroup=dipTagColon skipwhite
syntax match dipField /\<x-\k\+\ze\s*:/ nextgroup=dipPlainColon skipwhite
syntax match dipWordColon /:/ contained nextgroup=dipWord skipwhite
syntax match dipTagColon /:/ contained nextgroup=dipTagValue skipwhite
syntax match dipPlainColon /:/ contained nextgroup=dipPlain skipwhite
syntax match dipWord /\k\+/ contained
syntax match dipTagValue /[A-Za-z0-9-]\+/ contained
syntax match dipPlain /[^" \t#;{}][^#;{}]*/ contained

" Records: at the beginning of a line or behind `{` or `;`.
syntax match dipRecord /\%(^\s*\|[{;]\s*\)\@<=\%(attendee\|delegation\|office\|signature\)\>\%(\s*:\)\@!/
syntax match dipRecord /\%(^\s*\|[{;]\s*\)\@<=\%(meeting\|person\|document\|party\|topic\)\>\%(\s*:\)\@!/ nextgroup=dipId skipwhite
syntax match dipRecord /\%(^\s*\|[{;]\s*\)\@<=\%(statement\|pledge\)\>\%(\s*:\)\@!/ nextgroup=dipBy,dipIdBy skipwhite
syntax match dipRecord /\%(^\s*\|[{;]\s*\)\@<=progress\>\%(\s*:\)\@!/ nextgroup=dipProgressPart,dipProgressDate skipwhite
syntax match dipId /\k\+/ contained

" Words between the parts of a head
syntax match dipClause /\<\%(for\|of\|to\|from\|until\|in\|on-behalf-of\|verbatim\)\>\%(\s*:\)\@!/
syntax match dipClause /\<as\>\%(\s*:\)\@!/ nextgroup=dipWord skipwhite

" Who speaks, then the verb: the first word with no comma or `for` before it.
syntax match dipIdBy /\k\+\ze\s\+by\>/ contained nextgroup=dipBy skipwhite
syntax match dipBy /\<by\>/ contained nextgroup=dipActor,dipActorText skipwhite
syntax cluster dipAfterActor contains=dipActorComma,dipVerb,dipActorFor
syntax match dipActor /\k\+\%(\.\k\+\)\?/ contained contains=dipCountry nextgroup=@dipAfterActor skipwhite
syntax region dipActorText start=/"/ skip=/\\./ end=/"/ oneline contained contains=dipEscape nextgroup=@dipAfterActor skipwhite
syntax match dipActorComma /,\%(\s*#.*\)\?/ contained contains=dipComment nextgroup=dipActor,dipActorText,dipComment skipwhite skipnl skipempty
syntax match dipVerb /\<\%(to\>\|and\>\|verbatim\>\)\@!\k\+/ contained
syntax match dipActorFor /\<for\>/ contained nextgroup=dipActor skipwhite

" Which pledge and who kept it, then the day, then the state
syntax match dipProgressPart /\k\+\%(\.\k\+\)\?,\?/ contained contains=dipCountry,dipProgressBy nextgroup=dipProgressPart,dipProgressDate skipwhite
syntax match dipProgressBy /\<by\>/ contained
syntax match dipProgressDate /\<undated\>\|\[\?\%(\d\{4}\|\.\.\)[0-9TZ:.+?~%-]*\]\?/ contained nextgroup=dipWord skipwhite

" Values
syntax match dipCountry /\<\u\u\%(\u\u\)\?\>/
syntax match dipDate /\<undated\>/
syntax match dipDate /\<\d\{4}\%(-\d\d\)\{0,2}\%(T\d\d:\d\d\%(:\d\d\)\?\%(Z\|[+-]\d\d:\d\d\)\?\)\?[?~%]\?\%(\.\.\)\?\%([0-9?~%TZ:+-]*\)/
syntax match dipDate /\.\.\d\{4}[0-9?~%TZ:+-]*/
syntax match dipNumber /\<\d\+\%(\.\d\+\)\?\>\ze\s\+\%(\K\|"\)/
syntax match dipAmount /\<\%(about\|over\|under\)\>\ze\s\+\d/
syntax match dipAmount /\%(\d\s\+\)\@<=\%(thousand\|million\|billion\)\>/
syntax match dipCurrency /\%(\%(\d\|\d\s\+thousand\|\d\s\+million\|\d\s\+billion\)\s\+\)\@<=\a\{3}\>/
syntax match dipWord /\%(\d\s\+\)\@<=\%(minute\|hour\|day\|week\|month\|year\)s\?\>/

" Texts
syntax region dipText start=/"/ skip=/\\./ end=/"/ oneline contains=dipEscape nextgroup=dipTag
syntax region dipLongText start=/"""/ end=/"""/ keepend nextgroup=dipTag
syntax match dipEscape /\\\%(["\\n]\|u{\x\{1,6}}\)/ contained
syntax match dipTag /@[A-Za-z0-9-]\+/ contained

syntax match dipComment /#.*/ contains=dipAllow,@Spell
syntax match dipAllow /#\s*\zsdip:\s*allow\>[^—–:]*/ contained
syntax region dipBlock start=/{/ end=/}/ transparent fold

highlight default link dipField Identifier
highlight default link dipRecord Keyword
highlight default link dipClause Statement
highlight default link dipBy Statement
highlight default link dipActorFor Statement
highlight default link dipProgressBy Statement
highlight default link dipId Type
highlight default link dipIdBy Type
highlight default link dipVerb Function
highlight default link dipWord Constant
highlight default link dipCountry Constant
highlight default link dipDate Number
highlight default link dipProgressDate Number
highlight default link dipNumber Number
highlight default link dipAmount Statement
highlight default link dipCurrency Constant
highlight default link dipText String
highlight default link dipActorText String
highlight default link dipLongText String
highlight default link dipPlain String
highlight default link dipEscape SpecialChar
highlight default link dipTag PreProc
highlight default link dipTagValue PreProc
highlight default link dipComment Comment
highlight default link dipAllow SpecialComment

let b:current_syntax = 'dip'
let &cpo = s:cpo
unlet s:cpo
