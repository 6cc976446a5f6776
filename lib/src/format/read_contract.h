// Contract files of every version (Pact V1 to V4) to the model.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "tally/result.h"

namespace tally::format {

constexpr std::size_t kMaxContractBytes = 64u << 20;

// Something that is not as it should be but does not stop the contract from being used.
struct Warning {
    std::string where;  // "orders.json:12:3"
    std::string what;
    std::string remedy;
    bool operator==(const Warning&) const = default;
};

struct ReadContract {
    model::Contract contract;
    std::vector<Warning> warnings;
};

// `name` is what messages call the text: a path or a URL. Refused: not JSON, not an object, too deep, a rule without
// a required attribute. An invalid pattern or unknown matcher is a warning; applying it fails that interaction.
Result<ReadContract> read_contract(std::string_view text, std::string_view name);
Result<ReadContract> read_contract_file(const std::filesystem::path& path,
                                        std::size_t max_bytes = kMaxContractBytes);

}  // namespace tally::format
