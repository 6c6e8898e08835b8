# The room docs_page: Swagger UI from the npm package swagger-ui-dist (version and hash in its lock file), embedded into the
# binary, so that nothing is fetched or read when it runs.
include(TagwerkEmbed)
include(TagwerkPackages)

set(docs_page_source "${CMAKE_CURRENT_SOURCE_DIR}/docs_page")
set(docs_page_build "${CMAKE_CURRENT_BINARY_DIR}/docs_page")
set(docs_page_dist "${docs_page_build}/node_modules/swagger-ui-dist")
set(docs_page_fetched "${docs_page_dist}/swagger-ui.css" "${docs_page_dist}/swagger-ui-bundle.js")
set(docs_page_files "${docs_page_source}/index.html" "${docs_page_source}/docs.js" ${docs_page_fetched})
tagwerk_packages("Fetching Swagger UI" "${docs_page_source}" "${docs_page_build}" ${docs_page_fetched})

tagwerk_assets(docs_page_assets docs_page "${docs_page_files}")
file(GENERATE OUTPUT "${docs_page_build}/assets.cpp" CONTENT "${docs_page_assets}")
add_library(tagwerk_docs_page STATIC "${docs_page_build}/assets.cpp")
set_source_files_properties("${docs_page_build}/assets.cpp" PROPERTIES OBJECT_DEPENDS "${docs_page_files}")
target_link_libraries(tagwerk_docs_page PUBLIC tagwerk_options)
