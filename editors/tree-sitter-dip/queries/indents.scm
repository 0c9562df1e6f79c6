; As Neovim reads it; Helix and Zed have their own beside their settings.
(block) @indent.begin
(block "}" @indent.branch @indent.end)
; The words of a long text stay as they were typed.
(long_text) @indent.auto
