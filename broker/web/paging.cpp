#include "web/paging.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace tally::web {

namespace {

constexpr std::int64_t kLargest = 1'000'000'000;

std::optional<std::int64_t> positive(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool all_read = error == std::errc{} && end == text.data() + text.size();
    return all_read && number >= 1 && number <= kLargest ? std::optional(number) : std::nullopt;
}

// True when one of the two names is there.
bool read_number(const Query& query, const char* name, const char* old_name, std::int64_t& into,
                 ValidationErrors& errors) {
    const char* used = query.contains(name) ? name : old_name;
    const auto text = query.find(used);
    if (!text || text->empty()) return false;
    const auto number = positive(*text);
    if (number) {
        into = *number;
    } else {
        errors.add_invalid_parameter(used, "must be a whole number, 1 or greater");
    }
    return true;
}

std::string page_url(const std::string& url, std::int64_t number, std::int64_t size, const std::string& filter) {
    const auto page = url + "?size=" + std::to_string(size) + "&page=" + std::to_string(number);
    return filter.empty() ? page : page + "&" + to_query({{"q", filter}});
}

}  // namespace

std::optional<Page> read_page(const Query& query, ValidationErrors& errors) {
    Page page;
    const bool has_number = read_number(query, "page", "pageNumber", page.number, errors);
    const bool has_size = read_number(query, "size", "pageSize", page.size, errors);
    return has_number || has_size ? std::optional(page) : std::nullopt;
}

std::int64_t limit_of(const std::optional<Page>& page) {
    return page ? page->size : std::numeric_limits<std::int64_t>::max();
}

std::int64_t offset_of(const std::optional<Page>& page) {
    return page ? page->offset() : 0;
}

std::pair<std::size_t, std::size_t> slice(const std::optional<Page>& page, std::size_t count) {
    if (!page) return {0, count};
    const auto begin = std::min(count, static_cast<std::size_t>(page->offset()));
    return {begin, std::min(count, begin + static_cast<std::size_t>(page->size))};
}

void add_paging(Hal& hal, const std::string& url, const std::optional<Page>& page, std::int64_t total,
                const std::string& filter) {
    if (!page) return;
    // Of nothing there is one page, an empty one
    const std::int64_t pages = std::max<std::int64_t>(1, (total + page->size - 1) / page->size);
    hal.set(
        "page",
        json::Object{
            {"number", page->number}, {"size", page->size}, {"totalElements", total}, {"totalPages", pages}});
    if (page->number < pages) hal.link("next", {page_url(url, page->number + 1, page->size, filter), "Next page"});
    if (page->number > 1)
        hal.link("previous", {page_url(url, page->number - 1, page->size, filter), "Previous page"});
}

}  // namespace tally::web
