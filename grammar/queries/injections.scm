((lua_code) @injection.content
  (#set! injection.language "lua"))

; Lua in a string
((directive
  name: (word) @_name
  argument: [(single_quoted) (double_quoted)] @injection.content)
  (#match? @_name "_by_lua$")
  (#set! injection.language "lua"))
