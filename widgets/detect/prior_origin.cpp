#include "widgets/detect/prior_origin.hpp"

#include <QCoreApplication>
#include <QStringList>

#include "core/dataset/dataset.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/priors/coverage/coverage_breakdown.hpp"
#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

struct Origin {
    Q_DECLARE_TR_FUNCTIONS(priorscope::PriorOrigin)
};

constexpr float kMatch = 0.5F;  ///< of the multibox loss

/// In fractions of the input.
Box atInput(const ResizeMapping& mapping, ResizeMode resize, const Box& box) {
    return resize == ResizeMode::stretch ? box : mapping.inputFromImage(box);
}

}  // namespace

PriorOrigin::PriorOrigin(const DetectorSpec& spec) {
    if (const SsdBlock* ssd = findSsd(spec)) {
        m_priors = generatePriors(ssd->priors);
        m_input_size = spec.inputSize();
        m_resize = spec.preprocessing.resize;
    }
}

void PriorOrigin::setImage(const std::optional<ImageRow>& record) {
    m_objects.clear();
    m_mapping.reset();
    if (!m_priors || !record || record->width <= 0 || record->height <= 0) {
        return;
    }
    m_mapping = resizeMapping(record->width, record->height, m_input_size, m_resize);
    for (const Annotation& object : record->objects) {
        m_objects.push_back(atInput(*m_mapping, m_resize, object.box));
    }
}

QString PriorOrigin::shapeText(std::size_t prior) const {
    const PriorAddress address = priorAddress(m_priors->config, prior);
    const PriorMap& map = m_priors->config.maps[static_cast<std::size_t>(address.map)];
    const PriorMap::Shape shape = map.shapes()[static_cast<std::size_t>(address.shape)];
    const auto pixels = [this](float side) {
        return figureText(static_cast<double>(side) * m_input_size, 0);
    };
    return Origin::tr("prior %1 of map %2, %3, cell (%4, %5), %6 × %7 px at %8")
        .arg(address.shape + 1)
        .arg(address.map + 1)
        .arg(QString::fromStdString(map.name))
        .arg(address.row)
        .arg(address.col)
        .arg(pixels(shape.w), pixels(shape.h))
        .arg(m_input_size);
}

QString PriorOrigin::firedBy(std::int32_t prior, const Box& box) const {
    if (!m_priors || prior < 0 || static_cast<std::size_t>(prior) >= m_priors->centers.size()) {
        return {};
    }
    const auto index = static_cast<std::size_t>(prior);
    const QString text = Origin::tr("Fired by %1.").arg(shapeText(index));
    if (!m_mapping || box.area() <= 0.0F) {
        return text;
    }
    QStringList offsets;
    for (const float each : encodeOffsets(atInput(*m_mapping, m_resize, box), m_priors->centers[index],
                                          m_priors->config.variances)) {
        offsets << figureText(static_cast<double>(each), 2);
    }
    const bool is_cut = box.x_min <= 0.0F || box.y_min <= 0.0F || box.x_max >= 1.0F || box.y_max >= 1.0F;
    return text + u' ' +
           (is_cut ? Origin::tr("Offsets to the box as it is cut off at the edge: %1.")
                   : Origin::tr("Offsets (x, y, width, height): %1."))
               .arg(offsets.join(QStringLiteral(", ")));
}

QString PriorOrigin::bestFor(std::size_t object) const {
    if (!m_priors || object >= m_objects.size()) {
        return {};
    }
    const std::optional<Box> visible = visiblePart(m_objects[object]);
    const BestPrior best = visible ? bestPriorOf(*visible, m_priors->boxes) : BestPrior{};
    if (best.prior < 0) {
        return Origin::tr("No prior overlaps it.");
    }
    const QString text = Origin::tr("Its best prior: IoU %1, %2.")
                             .arg(figureText(static_cast<double>(best.iou), 2),
                                  shapeText(static_cast<std::size_t>(best.prior)));
    return best.iou >= kMatch
               ? text
               : text + u' ' +
                     Origin::tr("None reaches %1, so that training matches it to that one alone.")
                         .arg(figureText(static_cast<double>(kMatch), 2));
}

}  // namespace priorscope
