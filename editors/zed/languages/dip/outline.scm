(meeting "meeting" @context id: (id) @name) @item
(person "person" @context id: (id) @name) @item
(document "document" @context id: (id) @name) @item
(party "party" @context id: (id) @name) @item
(topic "topic" @context id: (id) @name) @item
(pledge "pledge" @context id: (id) @name) @item
(statement "statement" @context id: (id) @name) @item
