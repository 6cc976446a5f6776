#include "storage/open_database.h"

#include <filesystem>
#include <optional>

#include "base/url.h"
#include "storage/migrations.h"
#include "storage/postgres_database.h"
#include "storage/sqlite_database.h"

namespace tally::storage {

namespace {

bool starts_with(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

struct Opened {
    std::string shown;  // what it is called in messages
    Result<std::unique_ptr<Database>> database;
};

Opened open_file(std::string file) {
    if (file.empty()) {
        return {"--database", Error{ErrorCode::invalid_input, "--database", "the file name is empty",
                                    "give it a file name"}};
    }
    auto database = open_sqlite(file);
    return {std::move(file), std::move(database)};
}

Opened open_server(const std::string& location) {
    const auto url = read_postgres_url(location);
    if (!url) return {"--database", url.error()};
    return {url->masked, open_postgres(*url)};
}

// The name of a SQLite file, or nothing.
std::optional<std::string> file_of(const std::string& location) {
    for (const std::string_view prefix : {"sqlite://", "sqlite:"}) {
        if (starts_with(location, prefix)) return location.substr(prefix.size());
    }
    if (is_postgres_url(location) || location.find("://") != std::string::npos) return std::nullopt;
    return location;
}

Opened open(const std::string& location) {
    if (is_postgres_url(location)) return open_server(location);
    const auto file = file_of(location);
    if (!file) {
        return {masked_url(location),
                Error{ErrorCode::unsupported, masked_url(location), "unknown kind of database",
                      "give --database a file name (SQLite) or a URL like "
                      "postgres://user:password@host:5432/name"}};
    }
    return open_file(*file);
}

}  // namespace

Result<std::unique_ptr<Database>> open_database(const std::string& location, const Clock& clock) {
    auto [shown, database] = open(location);
    if (!database) return database.error();
    try {
        migrate(**database, iso_8601_fixed(clock.now()));
    } catch (const StorageError& error) {
        return Error{ErrorCode::io, shown, std::string("cannot prepare the database: ") + error.what(),
                     "check that it is a Tally database and can be written"};
    }
    return std::move(database);
}

Result<std::unique_ptr<Database>> open_existing_database(const std::string& location, const Clock& clock) {
    std::error_code unreadable;  // said by open_database()
    const auto file = file_of(location);
    if (file && !file->empty() && !std::filesystem::exists(*file, unreadable) && !unreadable) {
        return Error{ErrorCode::not_found, *file, "there is no such database",
                     "give --database as the broker has it"};
    }
    return open_database(location, clock);
}

}  // namespace tally::storage
