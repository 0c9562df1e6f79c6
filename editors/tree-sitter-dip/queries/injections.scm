; Remarks such as TODO and links, where an editor knows them in comments of all languages
((comment) @injection.content (#set! injection.language "comment"))
