# The room schema: the files of schema/, embedded into the binary, so that what it migrates to is what it was built with.
include(TagwerkEmbed)

file(GLOB schema_migrations CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/schema/V*.sql")
file(GLOB schema_views CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/schema/views/*.sql")
list(SORT schema_migrations)
list(SORT schema_views)

set(schema_symbols "")
foreach(kind IN ITEMS migrations views)
  set(schema_rows_${kind} "")
  set(position 0)
  foreach(path IN LISTS schema_${kind})
    get_filename_component(name "${path}" NAME)
    set(symbol "tagwerk_schema_${kind}_${position}")
    tagwerk_embed(schema_symbols "${symbol}" "${path}")
    string(APPEND schema_rows_${kind} "      {\"${name}\", text(${symbol}, ${symbol}_end)},\n")
    math(EXPR position "${position} + 1")
  endforeach()
endforeach()
file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/schema/embedded.cpp" CONTENT
"#include \"engine/storage/embedded_schema.hpp\"

${schema_symbols}
namespace tagwerk::storage {
${tagwerk_embedded_text}
std::span<const EmbeddedFile> embedded_schema() {
  static const EmbeddedFile all[] = {
${schema_rows_migrations}  };
  return all;
}

std::span<const EmbeddedFile> embedded_views() {
  static const EmbeddedFile all[] = {
${schema_rows_views}  };
  return all;
}

}  // namespace tagwerk::storage
")
add_library(tagwerk_schema STATIC "${CMAKE_BINARY_DIR}/schema/embedded.cpp")
set_source_files_properties("${CMAKE_BINARY_DIR}/schema/embedded.cpp" PROPERTIES
  OBJECT_DEPENDS "${schema_migrations};${schema_views}")
target_link_libraries(tagwerk_schema PUBLIC tagwerk_options)
