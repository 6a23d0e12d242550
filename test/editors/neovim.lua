-- Runs in a headless Neovim after the configuration of docs/editors.md; prints what it found as one line of JSON.
local found = {}

local function finish()
  io.stdout:write("@@FOUND@@" .. vim.fn.json_encode(found) .. "\n")
  vim.cmd("qall!")
end

local function ask(method, line, character, more)
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(),
    position = { line = line, character = character },
  }
  for name, value in pairs(more or {}) do
    params[name] = value
  end
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000) or {}
  for _, answer in pairs(answers) do
    if answer.result then
      return answer.result
    end
  end
end

local function run()
  found.version = tostring(vim.version().major) .. "." .. tostring(vim.version().minor)
  found.filetype = vim.bo.filetype
  vim.wait(20000, function()
    return #vim.diagnostic.get(0) > 0
  end, 50)
  found.diagnostics = {}
  for _, it in ipairs(vim.diagnostic.get(0)) do
    table.insert(found.diagnostics, { line = it.lnum, message = it.message, source = it.source })
  end
  local hover = ask("textDocument/hover", 4, 20)
  found.hover = hover and (hover.contents.value or hover.contents) or ""
  local offered = ask("textDocument/completion", 5, 32)
  found.completion = {}
  for _, it in ipairs(offered and (offered.items or offered) or {}) do
    table.insert(found.completion, it.label)
  end
  local range = { start = { line = 4, character = 12 }, ["end"] = { line = 4, character = 50 } }
  local actions = ask("textDocument/codeAction", 4, 24, {
    range = range,
    context = { diagnostics = {}, only = { "quickfix" } },
  })
  for _, action in ipairs(actions or {}) do
    if action.edit then
      found.action = action.title
      vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
      break
    end
  end
  found.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n"
end

local ok, message = pcall(run)
if not ok then
  found.error = tostring(message)
end
finish()
