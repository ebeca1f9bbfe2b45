#include "widgets/dataset/object_steps.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "widgets/session/workbench.hpp"

namespace priorscope {

void stepObject(Workbench& workbench, int step, bool of_class) {
    const std::optional<ImageRow> current = workbench.shownRecord();
    if (!current) {
        return;
    }
    const int selected = workbench.selectedObject();
    const int of_selected = selected >= 0 ? current->objects[static_cast<std::size_t>(selected)].label
                                          : workbench.selectedClass();
    const int label = of_class ? of_selected : 0;
    const std::vector<std::size_t>& images = workbench.browsed();
    const auto found =
        std::find(images.begin(), images.end(), static_cast<std::size_t>(workbench.currentImage()));
    const auto count = static_cast<std::ptrdiff_t>(images.size());
    std::ptrdiff_t at = found == images.end() ? (step > 0 ? 0 : count - 1) : found - images.begin();
    bool is_within = found != images.end() && selected >= 0;  // the image of the selected object
    for (; at >= 0 && at < count; at += step, is_within = false) {
        const int number = static_cast<int>(images[static_cast<std::size_t>(at)]);
        const ImageRow image = workbench.shownRecord(number);
        const int objects = static_cast<int>(image.objects.size());
        for (int i = is_within ? selected + step : (step > 0 ? 0 : objects - 1); i >= 0 && i < objects;
             i += step) {
            const Annotation& each = image.objects[static_cast<std::size_t>(i)];
            if (!workbench.isRemoved(number, static_cast<std::size_t>(i)) &&
                (label == 0 || each.label == label) && isObjectShown(image, each, workbench.filter())) {
                workbench.goToObject(number, i);
                return;
            }
        }
    }
}

}  // namespace priorscope
