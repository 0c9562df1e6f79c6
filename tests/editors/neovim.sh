#!/usr/bin/env bash
# Neovim for real, headless: filetype, colours by Vim's rules and by the tree, and, where the program has a language server, a
# client that attaches and findings that arrive. `NVIM=…` names the editor, `DIP=…` the program; the tree needs `tree-sitter`.
set -euo pipefail
cd "$(dirname "$0")/../.."
nvim=${NVIM:-nvim}
dip=${DIP:-$(ls target/release/dip target/debug/dip 2>/dev/null | head -1 || true)}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export HOME=$place XDG_CONFIG_HOME=$place XDG_DATA_HOME=$place XDG_STATE_HOME=$place XDG_CACHE_HOME=$place

cat >"$place/init.lua" <<'END'
vim.opt.runtimepath:append({ 'editors/vim', 'editors/neovim', os.getenv('PLACE') .. '/tree' })
vim.opt.swapfile = false
vim.cmd('filetype plugin indent on | syntax on')
if vim.lsp.enable then vim.lsp.enable('dip') end
END

cat >"$place/test.lua" <<'END'
local said = {}
local function wrong(what) table.insert(said, what) end

local function main()
  local tree = os.getenv('TREE') == '1'

  for _, file in ipairs(vim.fn.glob('examples/**/*.dip', false, true)) do
    vim.cmd('edit ' .. file)
    if tree and vim.treesitter.get_parser(0, 'dip'):parse()[1]:root():has_error() then wrong(file .. ': the tree has mistakes') end
    if vim.bo.filetype ~= 'dip' then wrong(file .. ': filetype is ' .. vim.bo.filetype) end
    for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
      local word = line:match('^(meeting) ') or line:match('^(person) ') or line:match('^(document) ')
      if word then
        if tree then
          local seen = {}
          for _, column in ipairs({ 0, #word + 1 }) do
            for _, capture in ipairs(vim.treesitter.get_captures_at_pos(0, number - 1, column)) do seen[capture.capture] = true end
          end
          if not (seen.keyword and seen.type) then wrong(('%s:%d: no colours by the tree'):format(file, number)) end
        else
          local group = vim.fn.synIDattr(vim.fn.synID(number, 1, 1), 'name')
          local of_id = vim.fn.synIDattr(vim.fn.synID(number, #word + 2, 1), 'name')
          if group ~= 'dipRecord' or of_id ~= 'dipId' then wrong(('%s:%d: %s %s'):format(file, number, group, of_id)) end
        end
      end
    end
  end

  if os.getenv('SERVER') == '1' then
    vim.cmd('edit ' .. os.getenv('PLACE') .. '/archive/talks.dip')
    local clients = vim.lsp.get_clients or vim.lsp.get_active_clients
    if not vim.wait(10000, function() return #clients({ bufnr = 0 }) > 0 end) then wrong('no client attaches') end
    if not vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end) then wrong('no findings arrive') end
    local first = vim.diagnostic.get(0)[1]
    if first then io.stdout:write(('finding: line %d: %s\n'):format(first.lnum + 1, first.message)) end
  end
end

local fine, why = pcall(main)
if not fine then table.insert(said, why) end

for _, line in ipairs(said) do io.stderr:write(line, '\n') end
vim.cmd(#said > 0 and 'cquit' or 'qall!')
END

mkdir -p "$place/archive" "$place/bin" "$place/tree"
printf 'name = "archive"\n' >"$place/archive/dip.toml"
printf 'meeting m "M" {\n  date: 2024-02-30\n  attendee nobody for KZ\n}\n' >"$place/archive/talks.dip"

export PLACE=$place SERVER=0 TREE=0
old=$("$nvim" --version | sed -n '1s/NVIM v0\.\([0-9]*\).*/\1/p')
if [ -n "$dip" ] && "$dip" lsp --help >/dev/null 2>&1 && [ "${old:-99}" -ge 8 ]; then
  SERVER=1
  ln -s "$(realpath "$dip")" "$place/bin/dip"
  export PATH=$place/bin:$PATH
fi
run() { timeout 120 "$nvim" --headless -u "$place/init.lua" -i NONE -S "$place/test.lua" </dev/null; }
run
echo "$("$nvim" --version | head -1): filetype and colours of all examples are right$([ $SERVER = 0 ] || echo '; the server attaches and its findings arrive')."

if command -v tree-sitter >/dev/null && [ "${old:-99}" -ge 9 ]; then
  mkdir -p "$place/tree/parser" "$place/tree/queries/dip"
  cp editors/tree-sitter-dip/queries/*.scm "$place/tree/queries/dip/"
  tree-sitter build -o "$place/tree/parser/dip.so" editors/tree-sitter-dip
  TREE=1 run
  echo "So are the colours by the tree."
fi
