# One GoogleTest program, each of its tests registered with ctest under its own name.
#
#   tally_test(<name> SOURCES a_test.cpp ... [USES layer...] [PRIVATE target...] [LABELS label...] [TIMEOUT seconds]
#              [EXCEPT pattern])
#
# EXCEPT leaves out what only tally_test_on_postgres runs.
#
# Names of suites, tests and parameters use [A-Za-z0-9_] only: a ctest filter with other characters can select
# nothing and pass. "Running 0 tests" is therefore a failure.

include(GoogleTest)

set(TALLY_CONFORMANCE_DIR "${CMAKE_CURRENT_SOURCE_DIR}/../shared/conformance" CACHE PATH
    "Folder of the published conformance cases; the environment variable of the same name wins")

# What runs under the sanitizers in continuous integration: everything that tests the libraries themselves.
add_custom_target(tally_core_tests)

# Undefined behaviour is looked for in what is tested. Looking for it in the tests' own statements too, and optimising
# them, would double the time that they take to compile. Linked last, so that its options come last.
add_library(tally_sanitized_tests INTERFACE)
if(TALLY_SANITIZE MATCHES "undefined" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(tally_sanitized_tests INTERFACE -O0 -fno-sanitize=undefined)
endif()

function(tally_test name)
    cmake_parse_arguments(arg "" "TIMEOUT;EXCEPT" "SOURCES;USES;PRIVATE;LABELS" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 600)
    endif()
    add_executable(${name} ${arg_SOURCES})
    list(TRANSFORM arg_USES PREPEND tally_ OUTPUT_VARIABLE used)
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/tests")
    target_compile_definitions(${name} PRIVATE
        TALLY_REPOSITORY_DIR="${PROJECT_SOURCE_DIR}"
        TALLY_PROGRAMS_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
        TALLY_DEFAULT_CONFORMANCE_DIR="${TALLY_CONFORMANCE_DIR}")
    target_link_libraries(${name} PRIVATE ${used} tally_test_support GTest::gtest tally_compiler_settings ${arg_PRIVATE} tally_sanitized_tests)
    cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY "${PROJECT_SOURCE_DIR}/tests" OUTPUT_VARIABLE area)
    if(area MATCHES "^(unit|conformance|storage|api)")
        add_dependencies(tally_core_tests ${name})
        if(NOT arg_LABELS)
            set(arg_LABELS core)
        endif()
    endif()
    set(labels "")
    if(arg_LABELS)
        set(labels LABELS "${arg_LABELS}")
    endif()
    set(filter "")
    if(arg_EXCEPT)
        set(filter TEST_FILTER "-${arg_EXCEPT}")
    endif()
    # Where a name stands twice, ctest takes the labels of the last for both, and the short one would never run.
    set(prefix "")
    if("long" IN_LIST arg_LABELS)
        set(prefix TEST_PREFIX long/)
    endif()
    # NO_PRETTY_VALUES: a parameter printed into a name would change from run to run. On a busy machine a list of
    # thousands of names takes longer than the five seconds that it would have.
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120 NO_PRETTY_VALUES ${filter} ${prefix}
        PROPERTIES FAIL_REGULAR_EXPRESSION "Running 0 tests" TIMEOUT ${arg_TIMEOUT} ${labels})
endfunction()

# The same program once more, on a PostgreSQL server that it starts itself; in one process, since each server costs a
# second. Where the server is not installed its tests are skipped, or fail with TALLY_REQUIRE_CONFORMANCE=1.
#
#   tally_test_on_postgres(<name> [FILTER pattern] [TIMEOUT seconds] [LABELS label...])
function(tally_test_on_postgres name)
    cmake_parse_arguments(arg "" "FILTER;TIMEOUT" "LABELS" ${ARGN})
    if(NOT arg_FILTER)
        set(arg_FILTER "*")
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 1800)
    endif()
    if(NOT arg_LABELS)
        set(arg_LABELS core)
    endif()
    add_test(NAME ${name}_on_postgres COMMAND ${name} "--gtest_filter=${arg_FILTER}")
    # COST: it is the longest, so it starts first.
    set_tests_properties(${name}_on_postgres PROPERTIES
        ENVIRONMENT "TALLY_TEST_DATABASE=postgres" LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT} COST 1000
        FAIL_REGULAR_EXPRESSION "Running 0 tests" SKIP_REGULAR_EXPRESSION "skipped without a PostgreSQL server")
endfunction()
