// Messages of the scenarios: those that a provider can make, and those that contracts ask for.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "conformance/feature_file.h"
#include "http/message.h"
#include "model/contract.h"
#include "tally/result.h"

namespace tally::conformance {

// A provider that answers with the message that a description names, as verifiers ask over HTTP.
class MessageProvider {
  public:
    // `cell` is the content as tables write it; the table of `step`, if any, has metadata.
    std::string add(const std::string& description, const std::string& cell, const Step& step,
                    const std::filesystem::path& fixtures);
    http::Response handle(const http::Request& request) const;

  private:
    std::map<std::string, http::Response> messages_;
};

// Of a message whose table has pairs: "body", "metadata" and "matching rules", each with its value.
Result<model::MessagePart> described_message(const Step& step, const std::filesystem::path& fixtures);

// Of contents alone, and of a table with the columns key and value, which may be missing.
Result<model::MessagePart> plain_message(const std::string& cell, const Step& metadata,
                                         const std::filesystem::path& fixtures);

}  // namespace tally::conformance
