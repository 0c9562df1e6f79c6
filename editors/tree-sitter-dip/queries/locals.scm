; A pledge or statement is known by its short name in the record that holds it; all else is known everywhere.
(source_file) @local.scope
(meeting (block) @local.scope)
(document (block) @local.scope)
[(meeting id: (id) @local.definition)
 (person id: (id) @local.definition)
 (document id: (id) @local.definition)
 (party id: (id) @local.definition)
 (topic id: (id) @local.definition)
 (statement id: (id) @local.definition)
 (pledge id: (id) @local.definition)]
(ref) @local.reference
