// Pages of long lists: `page` and `size`, or the older `pageNumber` and `pageSize`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "web/hal.h"
#include "web/problem.h"
#include "web/query.h"

namespace tally::web {

struct Page {
    std::int64_t number = 1;
    std::int64_t size = 100;
    std::int64_t offset() const { return (number - 1) * size; }
};

// What the query asks for; nothing when it asks for no page. One of the two alone defaults the other; an empty one is
// none.
std::optional<Page> read_page(const Query& query, ValidationErrors& errors);

// LIMIT and OFFSET for a list that may be whole.
std::int64_t limit_of(const std::optional<Page>& page);
std::int64_t offset_of(const std::optional<Page>& page);

// The same for a list of that size in memory: from the first index to the one after the last.
std::pair<std::size_t, std::size_t> slice(const std::optional<Page>& page, std::size_t count);

// Adds the `page` object and the links to the next and previous one. `filter` is what the query asks for as `q`: the
// other pages are of the same list.
void add_paging(Hal& hal, const std::string& url, const std::optional<Page>& page, std::int64_t total,
                const std::string& filter = {});

}  // namespace tally::web
