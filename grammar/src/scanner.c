// What a regular expression cannot say: raw Lua blocks, and the two things that may be missing.
// Stateless, so that incremental parsing can restart anywhere.
#include "tree_sitter/parser.h"

enum TokenType { LUA_MARK, MISSING_SEMICOLON, MISSING_CLOSE_BRACE, LUA_CODE, ERROR_SENTINEL };

void *tree_sitter_nginx_external_scanner_create(void) { return 0; }
void tree_sitter_nginx_external_scanner_destroy(void *payload) { (void)payload; }
unsigned tree_sitter_nginx_external_scanner_serialize(void *payload, char *buffer) {
  (void)payload;
  (void)buffer;
  return 0;
}
void tree_sitter_nginx_external_scanner_deserialize(void *payload, const char *buffer,
                                                    unsigned length) {
  (void)payload;
  (void)buffer;
  (void)length;
}

static inline void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static inline bool is_space(int32_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// At '[': consumes `[=*[ ... ]=*]` and returns true, or consumes only `[=*` and returns false.
static bool long_bracket(TSLexer *lexer) {
  unsigned level = 0;
  advance(lexer);
  while (lexer->lookahead == '=') {
    level++;
    advance(lexer);
  }
  if (lexer->lookahead != '[') return false;
  advance(lexer);
  while (!lexer->eof(lexer)) {
    if (lexer->lookahead != ']') {
      advance(lexer);
      continue;
    }
    advance(lexer);
    unsigned count = 0;
    while (lexer->lookahead == '=') {
      count++;
      advance(lexer);
    }
    if (count == level && lexer->lookahead == ']') {
      advance(lexer);
      break;
    }
  }
  return true;
}

static void lua_string(TSLexer *lexer, int32_t quote) {
  advance(lexer);
  while (!lexer->eof(lexer) && lexer->lookahead != quote && lexer->lookahead != '\n') {
    if (lexer->lookahead == '\\') advance(lexer);
    if (!lexer->eof(lexer)) advance(lexer);
  }
  if (lexer->lookahead == quote) advance(lexer);
}

// At '-': consumes it, and a comment if it begins one.
static void lua_minus(TSLexer *lexer) {
  advance(lexer);
  if (lexer->lookahead != '-') return;
  advance(lexer);
  if (lexer->lookahead == '[' && long_bracket(lexer)) return;
  while (!lexer->eof(lexer) && lexer->lookahead != '\n') advance(lexer);
}

// Up to the brace that closes the block. False if there is no code.
static bool scan_lua(TSLexer *lexer) {
  unsigned depth = 0;
  bool any = false;
  lexer->result_symbol = LUA_CODE;
  while (!lexer->eof(lexer)) {
    int32_t c = lexer->lookahead;
    if (c == '}' && depth == 0) break;
    any = true;
    if (c == '{') depth++;
    if (c == '}') depth--;
    if (c == '"' || c == '\'') lua_string(lexer, c);
    else if (c == '[') long_bracket(lexer);
    else if (c == '-') lua_minus(lexer);
    else advance(lexer);
  }
  lexer->mark_end(lexer);
  return any;
}

// True if the word at this place is `*_by_lua_block`, quoted or not.
static bool at_lua_name(TSLexer *lexer) {
  static const char tail[] = "_by_lua_block";
  int32_t quote = 0;
  unsigned matched = 0;
  if (lexer->lookahead == '"' || lexer->lookahead == '\'') {
    quote = lexer->lookahead;
    advance(lexer);
  }
  for (;;) {
    int32_t c = lexer->lookahead;
    if (!((c >= 'a' && c <= 'z') || c == '_')) return false;
    if (c == tail[matched]) matched++;
    else if (c == '_') matched = 1;
    else if (c == 'b' && matched == 4) matched = 2; // "_by_b"
    else if (c == 'y' && matched == 9) matched = 3; // "_by_lua_by"
    else matched = 0;
    advance(lexer);
    if (matched == 13) break;
  }
  if (quote) return lexer->lookahead == quote;
  return is_space(lexer->lookahead) || lexer->lookahead == '{' || lexer->lookahead == ';' ||
         lexer->eof(lexer);
}

bool tree_sitter_nginx_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  (void)payload;
  if (valid[ERROR_SENTINEL]) return false;
  if (valid[LUA_CODE]) {
    if (scan_lua(lexer)) return true;
    if (!lexer->eof(lexer) || !valid[MISSING_CLOSE_BRACE]) return false;
    lexer->result_symbol = MISSING_CLOSE_BRACE;
    return true;
  }
  bool in_words = valid[MISSING_SEMICOLON];
  if (!in_words && !valid[MISSING_CLOSE_BRACE] && !valid[LUA_MARK]) return false;
  lexer->mark_end(lexer);
  while (is_space(lexer->lookahead)) lexer->advance(lexer, true);
  if (in_words) {
    if (lexer->lookahead != '}' && !lexer->eof(lexer)) return false;
    lexer->result_symbol = MISSING_SEMICOLON;
    return true;
  }
  if (lexer->eof(lexer)) {
    if (!valid[MISSING_CLOSE_BRACE]) return false;
    lexer->result_symbol = MISSING_CLOSE_BRACE;
    return true;
  }
  if (!valid[LUA_MARK]) return false;
  lexer->mark_end(lexer);
  if (!at_lua_name(lexer)) return false;
  lexer->result_symbol = LUA_MARK;
  return true;
}
