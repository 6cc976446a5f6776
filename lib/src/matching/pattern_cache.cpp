#include "matching/pattern_cache.h"

#include <unordered_map>

namespace tally::matching {

const Result<Regex>& compiled_pattern(const std::string& pattern) {
    constexpr std::size_t most = 1024;
    // A memory of a pure function: nothing can be observed but the speed.
    thread_local std::unordered_map<std::string, Result<Regex>> cache;
    if (const auto found = cache.find(pattern); found != cache.end()) return found->second;
    if (cache.size() >= most) cache.clear();
    return cache.emplace(pattern, Regex::compile(pattern)).first->second;
}

}  // namespace tally::matching
