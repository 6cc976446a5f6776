# A layer is one folder of lib/src (or of broker, cli) built as a static library of its own, so that a program
# links only what it uses. tests/architecture/layers.txt says which layer may include which.
#
#   tally_layer(<name> SOURCES a.cpp b.cpp [USES other_layer...] [PRIVATE third_party...])

set(TALLY_SOURCE_ROOT "${CMAKE_CURRENT_SOURCE_DIR}/lib/src")
set(TALLY_PUBLIC_HEADERS "${CMAKE_CURRENT_SOURCE_DIR}/lib/include")

function(tally_layer name)
    cmake_parse_arguments(arg "" "" "SOURCES;USES;PRIVATE" ${ARGN})
    add_library(tally_${name} STATIC ${arg_SOURCES})
    target_include_directories(tally_${name} PUBLIC "${TALLY_SOURCE_ROOT}" "${TALLY_PUBLIC_HEADERS}")
    list(TRANSFORM arg_USES PREPEND tally_ OUTPUT_VARIABLE used)
    target_link_libraries(tally_${name} PUBLIC ${used} PRIVATE tally_compiler_settings ${arg_PRIVATE})
endfunction()

#   tally_program(<name> SOURCES main.cpp [USES layer...] [PRIVATE third_party...])
function(tally_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;USES;PRIVATE" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    list(TRANSFORM arg_USES PREPEND tally_ OUTPUT_VARIABLE used)
    target_link_libraries(${name} PRIVATE ${used} tally_compiler_settings ${arg_PRIVATE})
    target_link_options(${name} PRIVATE -Wl,--as-needed -Wl,--gc-sections)
endfunction()
