; What has an id can be gone to; what names it leads there.
(meeting id: (id) @name) @definition.class
(document id: (id) @name) @definition.class
(party id: (id) @name) @definition.class
(person id: (id) @name) @definition.class
(topic id: (id) @name) @definition.class
(statement id: (id) @name) @definition.method
(pledge id: (id) @name) @definition.method
(ref) @name @reference.class
