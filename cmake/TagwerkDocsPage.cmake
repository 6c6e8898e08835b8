# The room docs_page: Swagger UI from the npm package swagger-ui-dist (version and hash in its lock file), embedded into the
# binary, so that nothing is fetched or read when it runs.
find_program(NPM npm)
if(NOT NPM)
  message(FATAL_ERROR "npm is missing: install the packages nodejs and npm (scripts/run and scripts/test do)")
endif()

set(docs_page_source "${CMAKE_CURRENT_SOURCE_DIR}/docs_page")
set(docs_page_build "${CMAKE_CURRENT_BINARY_DIR}/docs_page")
set(docs_page_dist "${docs_page_build}/node_modules/swagger-ui-dist")
set(docs_page_files "${docs_page_source}/index.html" "${docs_page_source}/docs.js" "${docs_page_dist}/swagger-ui.css"
    "${docs_page_dist}/swagger-ui-bundle.js")
set(docs_page_types "text/html|charset=utf-8" "text/javascript|charset=utf-8" "text/css|charset=utf-8"
    "text/javascript|charset=utf-8")

file(MAKE_DIRECTORY "${docs_page_build}")
add_custom_command(
  OUTPUT "${docs_page_dist}/swagger-ui.css" "${docs_page_dist}/swagger-ui-bundle.js"
  COMMAND "${CMAKE_COMMAND}" -E copy "${docs_page_source}/package.json" "${docs_page_source}/package-lock.json" "${docs_page_build}"
  COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund --loglevel=error
  # npm keeps the packed files' times: without a touch the command would run again at every build.
  COMMAND "${CMAKE_COMMAND}" -E touch "${docs_page_dist}/swagger-ui.css" "${docs_page_dist}/swagger-ui-bundle.js"
  DEPENDS "${docs_page_source}/package.json" "${docs_page_source}/package-lock.json"
  WORKING_DIRECTORY "${docs_page_build}"
  COMMENT "Fetching Swagger UI" VERBATIM)

# One source file of .incbin directives and the table of what they hold.
set(symbols "")
set(rows "")
set(position 0)
foreach(file type IN ZIP_LISTS docs_page_files docs_page_types)
  get_filename_component(name "${file}" NAME)
  string(REPLACE "|" "; " type "${type}")
  string(APPEND symbols "__asm__(\".pushsection .rodata\\n.global tagwerk_docs_${position}\\ntagwerk_docs_${position}:\\n"
    ".incbin \\\"${file}\\\"\\n.global tagwerk_docs_${position}_end\\ntagwerk_docs_${position}_end:\\n.popsection\\n\");\n"
    "extern \"C\" const char tagwerk_docs_${position}[];\nextern \"C\" const char tagwerk_docs_${position}_end[];\n")
  string(APPEND rows "      {\"${name}\", \"${type}\", text(tagwerk_docs_${position}, tagwerk_docs_${position}_end)},\n")
  math(EXPR position "${position} + 1")
endforeach()
file(GENERATE OUTPUT "${docs_page_build}/assets.cpp" CONTENT
"#include \"api/docs_page/assets.hpp\"

${symbols}
namespace tagwerk::docs_page {
namespace {
std::string_view text(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }
}  // namespace

std::span<const Asset> assets() {
  static const Asset all[] = {
${rows}  };
  return all;
}

}  // namespace tagwerk::docs_page
")
add_library(tagwerk_docs_page STATIC "${docs_page_build}/assets.cpp")
set_source_files_properties("${docs_page_build}/assets.cpp" PROPERTIES OBJECT_DEPENDS "${docs_page_files}")
target_link_libraries(tagwerk_docs_page PUBLIC tagwerk_options)
