[(meeting) (person) (document) (party) (topic)] @class.around
[(statement) (pledge) (progress)] @function.around
(comment) @comment.inside
(comment)+ @comment.around
