#include "storage/in_list.h"

#include <algorithm>
#include <iterator>

namespace tally::storage {

namespace {

// Parameters are bound by name, which costs more than in proportion, so the longest list is not very long. Close
// together, because PostgreSQL plans for as many ids as stand there: of sixty, ten of them real, it would rather read the
// whole table.
constexpr std::size_t kSizes[] = {1, 2, 4, 8, 16, 32, 64};
constexpr std::size_t kMostPairs = 32;
constexpr std::int64_t kNoId = -1;

std::size_t portion_for(std::size_t count) {
    const auto* fits = std::find_if(std::begin(kSizes), std::end(kSizes),
                                    [count](std::size_t size) { return size >= count; });
    return fits == std::end(kSizes) ? kSizes[std::size(kSizes) - 1] : *fits;
}

template <class Key>
Rows query_in_portions(Transaction& transaction, std::string_view before, const std::vector<Key>& keys,
                       std::string_view after, const Parameters& parameters) {
    Rows all;
    for (std::size_t begin = 0; begin < keys.size();) {
        const auto size = portion_for(keys.size() - begin);
        std::string sql(before);
        Parameters values = parameters;
        for (std::size_t i = 0; i < size; ++i) {
            // The last portion is filled up with its last key, which finds nothing twice.
            values.emplace_back(keys[std::min(begin + i, keys.size() - 1)]);
            sql += (i == 0 ? "($" : ", $") + std::to_string(values.size());
        }
        sql += ")";
        sql += after;
        auto rows = transaction.query(sql, values);
        std::move(rows.begin(), rows.end(), std::back_inserter(all));
        begin += size;
    }
    return all;
}

}  // namespace

Rows query_in(Transaction& transaction, std::string_view before, const std::vector<std::int64_t>& ids,
              std::string_view after, const Parameters& parameters) {
    return query_in_portions(transaction, before, ids, after, parameters);
}

Rows query_in_texts(Transaction& transaction, std::string_view before, const std::vector<std::string>& texts,
                    std::string_view after, const Parameters& parameters) {
    return query_in_portions(transaction, before, texts, after, parameters);
}

Rows query_pairs(Transaction& transaction, const std::vector<IdPair>& pairs, std::string_view sql) {
    Rows all;
    for (std::size_t begin = 0; begin < pairs.size();) {
        const auto size = portion_for(std::min(pairs.size() - begin, kMostPairs));
        std::string text = "WITH asked (first, second) AS (VALUES ";
        Parameters values;
        values.reserve(2 * size);
        for (std::size_t i = 0; i < size; ++i) {
            // The last portion is filled up with a pair that nothing has.
            const auto pair = begin + i < pairs.size() ? pairs[begin + i] : IdPair(kNoId, kNoId);
            values.emplace_back(pair.first);
            text += (i == 0 ? "($" : ", ($") + std::to_string(values.size());
            values.emplace_back(pair.second);
            text += ", $" + std::to_string(values.size()) + ")";
        }
        text += ") ";
        text += sql;
        auto rows = transaction.query(text, values);
        std::move(rows.begin(), rows.end(), std::back_inserter(all));
        begin += size;
    }
    return all;
}

}  // namespace tally::storage
