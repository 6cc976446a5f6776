// Contract files of every version (Pact V1 to V4) to the model.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "format/warning.h"
#include "model/contract.h"
#include "tally/result.h"

namespace tally::format {

constexpr std::size_t kMaxContractBytes = 64u << 20;

struct ReadContract {
    model::Contract contract;
    Warnings warnings;
    std::size_t unknown_interactions = 0;  // of kinds that are not known, skipped with a warning each
};

// `name` is what messages call the text: a path or a URL. Refused: not JSON, not an object, too deep, a rule
// without a required attribute. An invalid pattern or unknown matcher is a warning; applying it fails that
// interaction.
Result<ReadContract> read_contract(std::string_view text, std::string_view name);
Result<ReadContract> read_contract_file(const std::filesystem::path& path,
                                        std::size_t max_bytes = kMaxContractBytes);

// One part of an interaction on its own, in the notation of that version.
Result<model::Request> read_request(std::string_view text, std::string_view name, model::SpecVersion version,
                                    Warnings* warnings = nullptr);
Result<model::Response> read_response(std::string_view text, std::string_view name,
                                      model::SpecVersion version, Warnings* warnings = nullptr);
Result<model::MessagePart> read_message_part(std::string_view text, std::string_view name,
                                             model::SpecVersion version, Warnings* warnings = nullptr);

}  // namespace tally::format
