-- Neovim 0.11 and later: `vim.lsp.enable('dip')` in init.lua starts it for every record.
return {
  cmd = { 'dip', 'lsp' },
  filetypes = { 'dip' },
  root_markers = { 'dip.toml', '.git' },
  init_options = {
    inlayHints = { office = true, weekday = true, pledgeState = true },
    codeLens = { enable = true },
  },
}
