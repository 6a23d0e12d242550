(block) @fold
(lua_block) @fold
(comment)+ @fold
