// What the user thinks of a detector's errors.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/geometry/box.hpp"

namespace priorscope {

enum class ReviewVerdict : std::uint8_t {
    model_wrong,  ///< the annotation is right
    label_wrong,  ///< the annotation is not: holds for every detector
    unsure,
};
inline constexpr std::size_t kReviewVerdicts = 3;

/// An error that can be reviewed: a detection, or an object that was not found.
struct ReviewedError {
    std::string dataset{};     ///< folder, as storedPath() encodes it
    std::string image{};       ///< ImageRow::id
    std::string class_name{};  ///< of the detection or the object
    Box box{};                 ///< fractions of the image
    bool is_object = false;    ///< an object that was not found
    std::string run{};         ///< run or file that made the error, as storedPath() encodes it
    bool operator==(const ReviewedError&) const = default;
};

struct Review {
    ReviewedError error{};
    ReviewVerdict verdict = ReviewVerdict::unsure;
    std::string note{};
    std::string sent{};  ///< when it was sent back to training, ISO 8601, UTC; empty: it was not
    bool operator==(const Review&) const = default;
};

/// Whether a review speaks of an error: the same image, class and kind, at an IoU of 0.5 if the label is
/// wrong, whichever run made the error; otherwise of the same run, at 0.95, which allows for rounding only.
bool concerns(const Review& review, const ReviewedError& error);

/// Finds reviews by the errors that they concern.
class ReviewIndex {
  public:
    ReviewIndex() = default;
    explicit ReviewIndex(std::span<const Review> reviews);
    /// The review that concerns the error and overlaps it most, of equal ones the latest: index into the
    /// reviews; -1: none.
    int find(std::span<const Review> reviews, const ReviewedError& error) const;

  private:
    std::unordered_map<std::string, std::vector<int>> m_of_image;
};

nlohmann::json toJson(const Review& review);
/// @throws Error naming a field that is missing or wrong
Review reviewFromJson(const nlohmann::json& json, const std::string& source);

}  // namespace priorscope
