// All versions of all pacticipants in the order in which they were created, a page at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "storage/database.h"

namespace tally::cleanup {

struct VersionRow {
    std::int64_t id = 0;
    std::int64_t pacticipant_id = 0;
    std::int64_t position = 0;
    std::string number;
    std::string created_at;
};

// Those after the given id; empty when there are no more.
inline std::vector<VersionRow> next_page_of_versions(storage::Transaction& transaction, std::int64_t after) {
    constexpr std::int64_t kPage = 500;
    std::vector<VersionRow> page;
    for (const auto& row :
         transaction.query("SELECT id, pacticipant_id, position, number, created_at FROM versions "
                           "WHERE id > $1 ORDER BY id LIMIT $2",
                           {after, kPage})) {
        page.push_back({row.integer(0), row.integer(1), row.integer(2), row.text(3), row.text(4)});
    }
    return page;
}

}  // namespace tally::cleanup
