// Measures, while a verification runs, how much each contract would notice.
#pragma once

#include <vector>

#include "reporting/strength_report.h"
#include "verification/verify.h"

namespace tally::cli {

class StrengthMeter {
  public:
    void on(const verification::Event& event);
    // In the order of the events.
    const std::vector<reporting::MeasuredInteraction>& measured() const { return measured_; }

  private:
    std::vector<reporting::MeasuredInteraction> measured_;
};

}  // namespace tally::cli
