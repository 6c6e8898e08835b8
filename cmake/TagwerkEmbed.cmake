# Files in the binary: a source file of .incbin directives and the tables of what they hold. Scripts (cmake -P) include it as well.

# tagwerk_embed(VARIABLE SYMBOL FILE): appends to VARIABLE what makes the bytes of FILE known from SYMBOL to SYMBOL_end.
function(tagwerk_embed variable symbol file)
  string(APPEND ${variable} "__asm__(\".pushsection .rodata\\n.global ${symbol}\\n${symbol}:\\n"
    ".incbin \\\"${file}\\\"\\n.global ${symbol}_end\\n${symbol}_end:\\n.popsection\\n\");\n"
    "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

# For the namespace of the tables: text(SYMBOL, SYMBOL_end) is what is between them.
set(tagwerk_embedded_text "namespace {
std::string_view text(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }
}  // namespace
")

set(tagwerk_type_html "text/html; charset=utf-8")
set(tagwerk_type_js "text/javascript; charset=utf-8")
set(tagwerk_type_css "text/css; charset=utf-8")
set(tagwerk_type_svg "image/svg+xml")

# tagwerk_assets(VARIABLE ROOM FILES): the source file of api/ROOM/assets.hpp, with these files in this order.
function(tagwerk_assets variable room files)
  set(symbols "")
  set(rows "")
  set(position 0)
  foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME)
    string(REGEX REPLACE ".*\\." "" ending "${name}")
    if(NOT DEFINED tagwerk_type_${ending})
      message(FATAL_ERROR "${name}: of what type are files that end in .${ending}? Say so in TagwerkEmbed.cmake")
    endif()
    set(symbol "tagwerk_${room}_${position}")
    tagwerk_embed(symbols "${symbol}" "${file}")
    string(APPEND rows "      {\"${name}\", \"${tagwerk_type_${ending}}\", text(${symbol}, ${symbol}_end)},\n")
    math(EXPR position "${position} + 1")
  endforeach()
  set(${variable} "#include \"api/${room}/assets.hpp\"

${symbols}
namespace tagwerk::${room} {
${tagwerk_embedded_text}
std::span<const Asset> assets() {
  static const Asset all[] = {
${rows}  };
  return all;
}

}  // namespace tagwerk::${room}
" PARENT_SCOPE)
endfunction()
