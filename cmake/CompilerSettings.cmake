# Two interface targets that every target of ours links privately: warnings and sanitizers.
# ccache and a fast linker are used where they are installed.

add_library(tally_compiler_settings INTERFACE)
target_compile_options(tally_compiler_settings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align
    $<$<BOOL:${TALLY_WARNINGS_AS_ERRORS}>:-Werror>)

# When it optimises, g++ 12 sees overlapping copies in std::string::replace (GCC bug 105651) and uninitialised
# alternatives of variants where there are none.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(tally_compiler_settings INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()

if(TALLY_SANITIZE)
    target_compile_options(tally_compiler_settings INTERFACE
        -fsanitize=${TALLY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(tally_compiler_settings INTERFACE -fsanitize=${TALLY_SANITIZE})
endif()

find_program(TALLY_CCACHE ccache)
if(TALLY_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${TALLY_CCACHE}")
endif()

find_program(TALLY_LLD ld.lld)
if(TALLY_LLD)
    target_link_options(tally_compiler_settings INTERFACE -fuse-ld=lld)
endif()
