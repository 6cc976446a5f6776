// Puts results where they belong as they come, and tells about contracts and interactions in the order of the
// files.
#pragma once

#include <string>
#include <vector>

#include "verification/verify.h"

namespace tally::verification {

class ResultsInOrder {
  public:
    ResultsInOrder(VerificationResult& result, const Listener& listener);

    void begin() { tell_what_is_done(); }
    void add(Position position, InteractionResult result);
    // Those that have not come are left out for this reason; none when all results are where they belong.
    void end(const std::string& skipped_because);

  private:
    void tell_what_is_done();
    void tell(const Event& event) const {
        if (listener_) listener_(event);
    }

    VerificationResult& result_;
    const Listener& listener_;
    std::vector<std::vector<bool>> done_;
    Position next_;
    bool contract_is_told_ = false;
};

}  // namespace tally::verification
