-- Colours by the tree-sitter parser where it is installed (parser/dip.so), by Vim's rules otherwise; and before Neovim 0.11,
-- which starts lsp/dip.lua by itself, the language server.
vim.api.nvim_create_autocmd('FileType', {
  pattern = 'dip',
  callback = function(event)
    if #vim.api.nvim_get_runtime_file('parser/dip.*', false) > 0 and vim.treesitter.start then
      vim.treesitter.start(event.buf, 'dip')
    end
    if vim.lsp.enable or not vim.lsp.start or vim.fn.executable('dip') == 0 then
      return
    end
    local root = vim.fs.find({ 'dip.toml', '.git' }, { upward = true, path = vim.fs.dirname(event.file) })[1]
    vim.lsp.start({
      name = 'dip',
      cmd = { 'dip', 'lsp' },
      root_dir = root and vim.fs.dirname(root) or vim.fn.getcwd(),
    })
  end,
})
