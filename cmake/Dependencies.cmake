# Every third-party library, found once. Installed packages first; scripts/setup installs them on Debian.
# Each has one owner file or folder (docs/architecture.md) and is linked privately there.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(spdlog 1.10 REQUIRED)
find_package(SQLiteCpp 3.2 REQUIRED)
find_package(SQLite3 3.38 REQUIRED)
find_package(pugixml 1.12 REQUIRED)
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)
pkg_check_modules(pcre2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(microhttpd REQUIRED IMPORTED_TARGET libmicrohttpd)
