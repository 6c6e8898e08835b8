# The room schema: the files of schema/, embedded into the binary, so that what it migrates to is what it was built with.
file(GLOB schema_paths CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/schema/V*.sql")
list(SORT schema_paths)

set(schema_symbols "")
set(schema_rows "")
set(schema_position 0)
foreach(path IN LISTS schema_paths)
  get_filename_component(name "${path}" NAME)
  string(APPEND schema_symbols
    "__asm__(\".pushsection .rodata\\n.global tagwerk_schema_${schema_position}\\ntagwerk_schema_${schema_position}:\\n"
    ".incbin \\\"${path}\\\"\\n.global tagwerk_schema_${schema_position}_end\\ntagwerk_schema_${schema_position}_end:\\n.popsection\\n\");\n"
    "extern \"C\" const char tagwerk_schema_${schema_position}[];\nextern \"C\" const char tagwerk_schema_${schema_position}_end[];\n")
  string(APPEND schema_rows
    "      {\"${name}\", text(tagwerk_schema_${schema_position}, tagwerk_schema_${schema_position}_end)},\n")
  math(EXPR schema_position "${schema_position} + 1")
endforeach()
file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/schema/embedded.cpp" CONTENT
"#include \"engine/storage/embedded_schema.hpp\"

${schema_symbols}
namespace tagwerk::storage {
namespace {
std::string_view text(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }
}  // namespace

std::span<const EmbeddedFile> embedded_schema() {
  static const EmbeddedFile all[] = {
${schema_rows}  };
  return all;
}

}  // namespace tagwerk::storage
")
add_library(tagwerk_schema STATIC "${CMAKE_BINARY_DIR}/schema/embedded.cpp")
set_source_files_properties("${CMAKE_BINARY_DIR}/schema/embedded.cpp" PROPERTIES OBJECT_DEPENDS "${schema_paths}")
target_link_libraries(tagwerk_schema PUBLIC tagwerk_options)
