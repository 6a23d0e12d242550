/**
 * The configuration language of nginx, as its own reader (ngx_conf_read_token) splits it.
 *
 * Total: every text gives a tree without ERROR. What nginx would refuse is a named node:
 * missing_semicolon, missing_close_brace, unexpected_close_brace, unexpected_block,
 * empty_statement, unterminated_string. Names and contexts of directives are not its business.
 */

// A backslash takes the next character literally, line breaks included.
const ESCAPE = /\\(.|\r|\n)/;
// `{` directly after `$` does not open a block, however often it is repeated.
const DOLLAR = /\$\{*/;

export default grammar({
  name: "nginx",

  // Only these four are white space for nginx.
  extras: ($) => [/[ \t\r\n]+/, $.comment],

  externals: ($) => [
    $._lua_mark,
    $.missing_semicolon,
    $.missing_close_brace,
    $.lua_code,
    $._error_sentinel,
  ],

  rules: {
    source_file: ($) => repeat($._statement),

    _statement: ($) => choice($._block_statement, $.unexpected_close_brace),

    _block_statement: ($) =>
      choice(
        $.directive,
        $.block_directive,
        $.lua_directive,
        $.empty_statement,
        $.unexpected_block,
      ),

    directive: ($) => seq($._head, choice(";", $.missing_semicolon)),

    block_directive: ($) => seq($._head, field("body", $.block)),

    lua_directive: ($) =>
      seq($._lua_mark, $._head, choice(field("body", $.lua_block), ";", $.missing_semicolon)),

    _head: ($) => seq(field("name", $._word), repeat(field("argument", $._word))),

    _word: ($) => choice($.word, $.double_quoted, $.single_quoted, $.unterminated_string),

    block: ($) => seq("{", repeat($._block_statement), choice("}", $.missing_close_brace)),

    lua_block: ($) => seq("{", optional($.lua_code), choice("}", $.missing_close_brace)),

    empty_statement: (_) => ";",

    unexpected_block: ($) => $.block,

    unexpected_close_brace: (_) => "}",

    // Quotes, `#` and `}` are special at the start of a word only. A lone backslash can only be
    // the last character of the text.
    word: (_) =>
      token(
        choice(
          "\\",
          seq(
            choice(/[^ \t\r\n;{}#"'\\$]/, ESCAPE, DOLLAR),
            repeat(choice(/[^ \t\r\n;{\\$]/, ESCAPE, DOLLAR)),
            optional("\\"),
          ),
        ),
      ),

    double_quoted: (_) => token(seq('"', repeat(choice(/[^"\\]/, ESCAPE)), '"')),

    single_quoted: (_) => token(seq("'", repeat(choice(/[^'\\]/, ESCAPE)), "'")),

    // Up to the end of its line. Loses against a terminated string, which is always longer.
    unterminated_string: (_) =>
      token(
        choice(
          seq('"', repeat(choice(/[^"\\\n]/, /\\./)), optional("\\")),
          seq("'", repeat(choice(/[^'\\\n]/, /\\./)), optional("\\")),
        ),
      ),

    comment: (_) => token(seq("#", /[^\n]*/)),
  },
});
