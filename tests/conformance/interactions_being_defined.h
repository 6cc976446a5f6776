// What a test of the scenarios defines before it runs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "conformance/step_table.h"
#include "model/interaction.h"
#include "model/spec_version.h"

namespace tally::conformance {

class InteractionsBeingDefined {
  public:
    InteractionsBeingDefined(model::SpecVersion version, const std::filesystem::path& fixtures)
        : version_(version), fixtures_(fixtures) {}

    // The steps that define; they refer to this object.
    std::vector<StepMeaning> steps();

    const std::vector<model::Interaction>& interactions() const { return interactions_; }

  private:
    void start(std::variant<model::HttpExchange, model::AsyncMessage, model::SyncMessage> exchange);
    std::string add_state(const std::string& name, const Step& step);
    model::MessagePart& part(const std::string& name, bool anew);
    std::string set_payload(const std::string& part_name, const std::string& document);
    std::string set_metadata(const std::string& part_name, const Step& step);
    std::string configure(const std::string& part_name, const Step& step);
    void add_comment(const std::string& text);

    const model::SpecVersion version_;
    const std::filesystem::path& fixtures_;
    std::vector<model::Interaction> interactions_;
};

}  // namespace tally::conformance
