# cmake -DDIST=FOLDER -DSOURCE=FILE -P EmbedDashboard.cmake: writes the source file that holds what vite made, index.html first.
set(type_html "text/html; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_css "text/css; charset=utf-8")
set(type_svg "image/svg+xml")

file(GLOB files "${DIST}/assets/*")
list(SORT files)
list(PREPEND files "${DIST}/index.html")
set(symbols "")
set(rows "")
set(position 0)
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME)
  string(REGEX REPLACE ".*\\." "" ending "${name}")
  if(NOT DEFINED type_${ending})
    message(FATAL_ERROR "${name}: of what type are files that end in .${ending}? Say so in EmbedDashboard.cmake")
  endif()
  string(APPEND symbols "__asm__(\".pushsection .rodata\\n.global tagwerk_page_${position}\\ntagwerk_page_${position}:\\n"
    ".incbin \\\"${file}\\\"\\n.global tagwerk_page_${position}_end\\ntagwerk_page_${position}_end:\\n.popsection\\n\");\n"
    "extern \"C\" const char tagwerk_page_${position}[];\nextern \"C\" const char tagwerk_page_${position}_end[];\n")
  string(APPEND rows "      {\"${name}\", \"${type_${ending}}\", text(tagwerk_page_${position}, tagwerk_page_${position}_end)},\n")
  math(EXPR position "${position} + 1")
endforeach()
file(WRITE "${SOURCE}"
"#include \"api/dashboard/assets.hpp\"

${symbols}
namespace tagwerk::dashboard {
namespace {
std::string_view text(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }
}  // namespace

std::span<const Asset> assets() {
  static const Asset all[] = {
${rows}  };
  return all;
}

}  // namespace tagwerk::dashboard
")
