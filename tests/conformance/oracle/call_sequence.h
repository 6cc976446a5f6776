// One interaction, built by the calls that libraries of other languages make.
#pragma once

#include <string>

#include "base/json.h"
#include "format/integration_json_parts.h"
#include "model/interaction.h"

namespace tally::conformance {

class CallSequence {
  public:
    // kind: "http", "msg" (asynchronous) or "sync".
    CallSequence(const std::string& kind, const format::IntegrationOptions& options);

    // ["query", "q", 0, "a"]: the name of the call and its arguments.
    Result<format::Warnings> step(const json::Value& call);
    const model::Interaction& interaction() const { return interaction_; }

  private:
    using Done = Result<format::Warnings>;

    Done http_step(const json::Array& call);
    Done header(const json::Array& call);
    Done body(const json::Array& call);
    Done metadata(const json::Array& call);
    Done given(const std::string& name, const std::string& parameters);
    template <class Part>
    Done read_raw(Part& part, const json::Array& call);
    bool attribute(const json::Array& call);

    format::IntegrationOptions options_;
    model::Interaction interaction_;
};

}  // namespace tally::conformance
