#include "core/evaluation/precision_curve.hpp"

#include <algorithm>

namespace priorscope {

void raiseToEnvelope(std::vector<double>& precision) {
    for (std::size_t i = precision.size(); i-- > 1;) {
        precision[i - 1] = std::max(precision[i - 1], precision[i]);
    }
}

double meanAtRecalls(const std::vector<double>& recall, const std::vector<double>& precision,
                     std::span<const double> needed) {
    double sum = 0.0;
    std::size_t at = 0;
    for (const double each : needed) {
        while (at < recall.size() && recall[at] < each) {
            ++at;
        }
        if (at == recall.size()) {
            break;
        }
        sum += precision[at];
    }
    return sum / static_cast<double>(needed.size());
}

}  // namespace priorscope
