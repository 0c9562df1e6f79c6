#!/usr/bin/env bash
# Neovim for real, headless: filetype, colours by Vim's rules and by the tree, and, where the editor is 0.8 or newer, the language
# server: findings, fix, layout, hover, completion, definition. `NVIM=…` names the editor, `DIP=…` the program; the tree needs
# `tree-sitter`.
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

-- Asks the server what one would ask with the cursor on these letters.
local function asked(method, letters, more)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    local at = line:find(letters, 1, true)
    if at then
      local document = { uri = vim.uri_from_bufnr(0) }
      local position = { line = number - 1, character = at - 1 + #letters }
      local answers = vim.lsp.buf_request_sync(0, method, vim.tbl_extend('force', { textDocument = document, position = position }, more or {}), 10000)
      for _, answer in pairs(answers or {}) do
        if answer.err then wrong(method .. ': ' .. answer.err.message) end
        return answer.result, position
      end
      return nil, position
    end
  end
  wrong('nowhere: ' .. letters)
end

-- The compiler kept warm, seen from here: what `dip check`, `dip fix` and `dip fmt` say arrives in the buffer.
local function server()
  vim.cmd('edit ' .. os.getenv('PLACE') .. '/archive/talks.dip')
  local clients = vim.lsp.get_clients or vim.lsp.get_active_clients
  if not vim.wait(10000, function() return #clients({ bufnr = 0 }) > 0 end) then return wrong('no client attaches') end
  if not vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end) then return wrong('no findings arrive') end
  local function finding(code)
    for _, one in ipairs(vim.diagnostic.get(0)) do if one.code == code then return one end end
  end
  local date = finding('impossible-date')
  if not date or date.lnum ~= 4 or date.col ~= 8 then wrong('the date that is none: ' .. vim.inspect(vim.diagnostic.get(0))) end

  local card = asked('textDocument/hover', 'attendee tok')
  if not (card and card.contents.value:find('Kassym-Jomart Tokayev', 1, true)) then wrong('no card: ' .. vim.inspect(card)) end
  local written = asked('textDocument/completion', 'attendee tok')
  if not (written and written.items[1] and written.items[1].label == 'tokayev') then wrong('nothing to write: ' .. vim.inspect(written)) end
  local declared = asked('textDocument/definition', 'attendee tok')
  declared = declared and (declared[1] or declared)
  if not (declared and (declared.targetSelectionRange or declared.range).start.line == 0) then wrong('declared nowhere: ' .. vim.inspect(declared)) end

  local _, place = asked('textDocument/hover', 'date: 2024')
  local offered = asked('textDocument/codeAction', 'date: 2024', { range = { start = place, ['end'] = place }, context = { diagnostics = {} } })
  local client = clients({ bufnr = 0 })[1]
  local fix = offered and offered[1]
  if fix and fix.edit then
    vim.lsp.util.apply_workspace_edit(fix.edit, client.offset_encoding)
    if not vim.wait(10000, function() return not finding('impossible-date') end) then wrong('the fix leaves the date: ' .. vim.inspect(vim.api.nvim_buf_get_lines(0, 0, -1, true))) end
  else
    wrong('no fix: ' .. vim.inspect(offered))
  end

  vim.lsp.buf.format({ timeout_ms = 10000 })
  vim.cmd('silent write')
end

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

  if os.getenv('SERVER') == '1' then server() end
end

local fine, why = pcall(main)
if not fine then table.insert(said, why) end

for _, line in ipairs(said) do io.stderr:write(line, '\n') end
vim.cmd(#said > 0 and 'cquit' or 'qall!')
END

mkdir -p "$place/archive" "$place/bin" "$place/tree"
printf 'name = "archive"\n' >"$place/archive/dip.toml"
cat >"$place/archive/talks.dip" <<'END'
person tokayev "Kassym-Jomart Tokayev" {
     office "President" of KZ from 2019-03-20
}
meeting m "M" {
  date: 2024-02-30
  attendee tokayev for KZ
}
END

export PLACE=$place SERVER=0 TREE=0
old=$("$nvim" --version | sed -n '1s/NVIM v0\.\([0-9]*\).*/\1/p')
if [ -n "$dip" ] && "$dip" lsp --help >/dev/null 2>&1 && [ "${old:-99}" -ge 8 ]; then
  SERVER=1
  ln -s "$(realpath "$dip")" "$place/bin/dip"
  export PATH=$place/bin:$PATH
fi
run() { timeout 120 "$nvim" --headless -u "$place/init.lua" -i NONE -S "$place/test.lua" </dev/null; }
run
echo "$("$nvim" --version | head -1): filetype and colours of all examples are right."
if [ $SERVER = 1 ]; then
  # The editor saved what it laid out: `dip fmt` finds nothing more to do, and `dip check` agrees that the date is mended.
  "$dip" fmt --check "$place/archive/talks.dip"
  if "$dip" check --format concise "$place/archive/talks.dip" | grep impossible-date; then exit 1; fi
  grep -q '^  date: 2024-02-29$' "$place/archive/talks.dip"
  echo "The server attaches; its findings stand where they should, its fix mends the text, its layout is that of dip fmt; names are explained, completed and found."
fi

if command -v tree-sitter >/dev/null && [ "${old:-99}" -ge 9 ]; then
  mkdir -p "$place/tree/parser" "$place/tree/queries/dip"
  cp editors/tree-sitter-dip/queries/*.scm "$place/tree/queries/dip/"
  tree-sitter build -o "$place/tree/parser/dip.so" editors/tree-sitter-dip
  TREE=1 run
  echo "So are the colours by the tree."
fi
