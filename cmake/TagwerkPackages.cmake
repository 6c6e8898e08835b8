# Packages of npm, each with its version and hash in a lock file.
find_program(NPM npm)
if(NOT NPM)
  message(FATAL_ERROR "npm is missing: install the packages nodejs and npm (scripts/run and scripts/test do)")
endif()

# tagwerk_packages(COMMENT SOURCE FOLDER OUTPUT…): the packages of SOURCE/package-lock.json in FOLDER/node_modules. OUTPUT: files of
# theirs, or a stamp.
function(tagwerk_packages comment source folder)
  file(MAKE_DIRECTORY "${folder}")
  add_custom_command(
    OUTPUT ${ARGN}
    COMMAND "${CMAKE_COMMAND}" -E copy "${source}/package.json" "${source}/package-lock.json" "${folder}"
    COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund --loglevel=error
    # npm keeps the packed files' times: without a touch the command would run again at every build.
    COMMAND "${CMAKE_COMMAND}" -E touch ${ARGN}
    DEPENDS "${source}/package.json" "${source}/package-lock.json"
    WORKING_DIRECTORY "${folder}"
    COMMENT "${comment}" VERBATIM)
endfunction()
