#include "storage/open_database.h"

#include "base/text.h"
#include "base/url.h"
#include "storage/migrations.h"
#include "storage/sqlite_database.h"

namespace tally::storage {

namespace {

bool starts_with(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

Result<std::string> sqlite_file(const std::string& location) {
    if (starts_with(location, "sqlite://")) return location.substr(std::string_view("sqlite://").size());
    if (starts_with(location, "sqlite:")) return location.substr(std::string_view("sqlite:").size());
    if (location.find("://") != std::string::npos) {
        const bool is_postgres =
            starts_with(location, "postgres://") || starts_with(location, "postgresql://");
        return Error{
            ErrorCode::unsupported, masked_url(location),
            is_postgres ? "PostgreSQL is not supported by this version yet" : "unknown kind of database",
            "give --database a file name for the embedded SQLite database"};
    }
    return location;
}

}  // namespace

Result<std::unique_ptr<Database>> open_database(const std::string& location, const Clock& clock) {
    const auto file = sqlite_file(location);
    if (!file) return file.error();
    if (file->empty()) {
        return Error{ErrorCode::invalid_input, "--database", "the file name is empty", "give it a file name"};
    }
    auto database = open_sqlite(*file);
    if (!database) return database.error();
    try {
        migrate(**database, iso_8601_fixed(clock.now()));
    } catch (const StorageError& error) {
        return Error{ErrorCode::io, *file, std::string("cannot prepare the database: ") + error.what(),
                     "check that the file is a Tally database and can be written"};
    }
    return database;
}

}  // namespace tally::storage
