# cmake -DDIST=FOLDER -DSOURCE=FILE -P EmbedDashboard.cmake: writes the source file that holds what vite made, index.html first.
include("${CMAKE_CURRENT_LIST_DIR}/TagwerkEmbed.cmake")

file(GLOB files "${DIST}/assets/*")
list(SORT files)
list(PREPEND files "${DIST}/index.html")
tagwerk_assets(source dashboard "${files}")
file(WRITE "${SOURCE}" "${source}")
