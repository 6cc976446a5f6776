// A folder of its own for a test, removed with everything in it at the end.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace tally::testing_support {

class TemporaryFolder {
  public:
    TemporaryFolder();
    explicit TemporaryFolder(const std::filesystem::path& parent);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    std::filesystem::path write(std::string_view name,
                                std::string_view content) const;  // creates folders; returns the path
    std::string read(std::string_view name) const;                // "" when absent

  private:
    std::filesystem::path path_;
};

}  // namespace tally::testing_support
