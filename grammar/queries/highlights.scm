(comment) @comment

(directive name: (_) @function.builtin)
(lua_directive name: (_) @function.builtin)
(block_directive name: (_) @keyword)

(directive argument: (word) @string.special)
(block_directive argument: (word) @string.special)
(lua_directive argument: (word) @string.special)

((word) @boolean
  (#any-of? @boolean "on" "off"))

((word) @number
  (#match? @number "^[0-9]+([kKmMgG]|ms|[yMwdhms])?$"))

((word) @variable
  (#match? @variable "^\\$"))

((word) @string.regexp
  (#match? @string.regexp "^(~\\*?|\\^)."))

((word) @operator
  (#any-of? @operator "=" "!=" "~" "~*" "!~" "!~*" "^~"))

(double_quoted) @string
(single_quoted) @string
(unterminated_string) @string

["{" "}"] @punctuation.bracket
";" @punctuation.delimiter

(unexpected_close_brace) @error
(empty_statement) @error
