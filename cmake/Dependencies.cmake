# Every third-party library, found once. Installed packages first; scripts/setup installs them on Debian. With
# TALLY_FETCH=ON those that build with CMake alone are downloaded, pinned by their SHA-256, where no package is
# installed; the others have to come from the system.
# Each has one owner file or folder (docs/architecture.md) and is linked privately there.

include(FetchContent)

#   tally_dependency(<package> <least version> <url> <sha256>)
function(tally_dependency package version url sha256)
    find_package(${package} ${version} QUIET GLOBAL)
    if(${package}_FOUND)
        return()
    endif()
    if(NOT TALLY_FETCH)
        message(FATAL_ERROR "${package} ${version} or later is not installed; run scripts/setup (on Debian), install it "
                            "with your system's packages, or configure with -DTALLY_FETCH=ON to download it")
    endif()
    FetchContent_Declare(${package} URL "${url}" URL_HASH SHA256=${sha256} DOWNLOAD_EXTRACT_TIMESTAMP ON SYSTEM)
    FetchContent_MakeAvailable(${package})
endfunction()

set(JSON_Install OFF)
tally_dependency(nlohmann_json 3.11 "https://github.com/nlohmann/json/archive/v3.11.2.tar.gz"
    d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273)

set(SQLITECPP_INTERNAL_SQLITE OFF)
set(SQLITECPP_RUN_CPPLINT OFF)
tally_dependency(SQLiteCpp 3.2 "https://github.com/SRombauts/SQLiteCpp/archive/3.2.1.tar.gz"
    70c67d5680c47460f82a7abf8e6b0329bf2fb10795a982a6d8abc06adb42d693)

tally_dependency(pugixml 1.12 "https://github.com/zeux/pugixml/archive/v1.13.tar.gz"
    5c5ad5d7caeb791420408042a7d88c2c6180781bf218feca259fd9d840a888e1)

if(TALLY_BUILD_TESTS)
    set(INSTALL_GTEST OFF)
    tally_dependency(GTest 1.12 "https://github.com/google/googletest/archive/release-1.12.1.tar.gz"
        81964fe578e9bd7c94dfdb09c8e4d6e6759e19967e397dbea48d1c10e45d0df2)
endif()

find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(spdlog 1.10 REQUIRED)
find_package(SQLite3 3.38 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)
pkg_check_modules(pcre2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(microhttpd REQUIRED IMPORTED_TARGET libmicrohttpd)

# Only its header: the program opens the library itself, when it is told to use a PostgreSQL server.
find_path(TALLY_LIBPQ_INCLUDE_DIR libpq-fe.h PATH_SUFFIXES postgresql pgsql REQUIRED)
add_library(tally_libpq_header INTERFACE)
target_include_directories(tally_libpq_header SYSTEM INTERFACE "${TALLY_LIBPQ_INCLUDE_DIR}")
