// The parts of the form of a run that open on request.
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>
#include <utility>

#include "core/dataset/image_selection.hpp"
#include "core/training/plan/fitting_options.hpp"
#include "core/training/plan/training_images.hpp"
#include "core/training/plan/training_option_table.hpp"
#include "widgets/components/choice_box.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/training/form/estimate_button.hpp"
#include "widgets/training/form/training_form.hpp"

namespace priorscope {
namespace {

/// Data of the entry for options that follow no recipe.
const QString kByHand = QStringLiteral("*");

}  // namespace

TrainingForm::Section TrainingForm::buildSection(const QString& title, const std::vector<OptionText>& texts,
                                                 const std::vector<PathText>& paths) {
    auto* button = new QToolButton(this);
    button->setText(title);
    button->setCheckable(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setArrowType(Qt::RightArrow);
    auto* rows = new QWidget(this);
    QGridLayout* grid = m_rows.newGrid(rows);
    for (const PathText& path : paths) {
        addPath(grid, path);
    }
    addOptions(grid, texts);
    rows->hide();
    connect(button, &QToolButton::toggled, this, [button, rows](bool open) {
        button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        rows->setVisible(open);
    });
    return {.button = button, .rows = rows};
}

void TrainingForm::takeRecipe(int index) {
    const QString name = m_recipe->itemData(index).toString();
    if (m_is_refreshing || name == kByHand) {
        return;
    }
    m_document.edit(tr("recipe %1").arg(m_recipe->itemText(index)), {}, [&](RunDraft& draft) {
        applyRecipe(draft, name.isEmpty() ? presetRecipe() : loadRecipe(name.toStdString()),
                    m_workbench.families());
    });
    refresh();  // also where the recipe was the same already
}

void TrainingForm::showRecipe(const RunDraft& draft) {
    Choices choices{{tr("the model's own"), QStringLiteral("")}};
    for (const std::string& name : recipeNames()) {
        choices.emplace_back(QString::fromStdString(name), QString::fromStdString(name));
    }
    // A run that is shown has options that were worked out, and may be of a model that is gone.
    const auto followed = m_is_held ? std::nullopt : recipeOf(draft, m_workbench.families());
    if (!followed) {
        choices.emplace_back(tr("changed by hand"), kByHand);
    }
    offer(m_recipe, choices);
    m_recipe->setCurrentIndex(followed ? m_recipe->findData(QString::fromStdString(*followed))
                                       : m_recipe->count() - 1);
}

std::int64_t TrainingForm::trainedImages() const {
    const auto& dataset = m_workbench.dataset();
    if (!dataset) {
        return 0;
    }
    const auto split = dataset->splits.find(m_document.draft().options.split);
    return static_cast<std::int64_t>(split == dataset->splits.end() ? dataset->images.size()
                                                                    : split->second.size());
}

void TrainingForm::showEstimate(const DetectorSpec& spec, const TrainingOptions& options) {
    const auto& dataset = m_workbench.dataset();
    const bool is_measurable = !m_is_held && dataset && !spec.classes.empty() && spec.validate().empty() &&
                               options.validate().empty();
    if (!is_measurable) {
        m_estimate->setPlan(std::nullopt);
        return;
    }
    try {
        m_estimate->setPlan(
            EstimateButton::Plan{spec, resolvedOptions(options, spec.recipe, trainedImages())});
    } catch (const Error&) {  // too many epochs: Start says so
        m_estimate->setPlan(std::nullopt);
    }
}

void TrainingForm::showSharedImages(const TrainingOptions& options) {
    const auto& dataset = m_workbench.dataset();
    const auto has = [&](const std::string& split) {
        return split.empty() || dataset->splits.contains(split);
    };
    // Another dataset may be open than the one that a run trains on.
    const bool is_known =
        !m_is_held && dataset && !options.val_split.empty() && has(options.split) && has(options.val_split);
    auto of = is_known ? std::tuple(dataset, options.split, options.val_split) : decltype(m_noted){};
    if (of == m_noted) {
        return;
    }
    m_noted = std::move(of);
    const Sentence note =
        is_known
            ? sharedImagesNote(trainableOf(*dataset, ImageSelection::ofSplit(*dataset, options.split)),
                               trainableOf(*dataset, ImageSelection::ofSplit(*dataset, options.val_split)))
            : Sentence();
    m_val_note->setText(sentenceText(note));
    m_val_note->setVisible(!note.empty());
}

void TrainingForm::showEffects(const TrainingOptions& options) {
    // What is wrong can be mended, even where it is wrong because it has no effect.
    const std::vector<Problem> problems = options.validate();
    const auto show = [&](const std::string& key) {
        const bool is_wrong = std::any_of(problems.begin(), problems.end(),
                                          [&key](const Problem& problem) { return problem.field == key; });
        m_rows.setInUse(key, is_wrong || hasEffect(key, options));
    };
    for (const OptionText& text : allTexts()) {
        show(text.key);
    }
    for (const PathRow& row : m_paths) {
        show(row.key.toStdString());
    }
}

std::vector<TrainingForm::OptionText> TrainingForm::allTexts() {
    std::vector<OptionText> all;
    for (const auto& texts :
         {basicTexts(), changeTexts(), learningTexts(), lossTexts(), stageTexts(), advancedTexts()}) {
        all.insert(all.end(), texts.begin(), texts.end());
    }
    return all;
}

QString TrainingForm::labelOf(const std::string& key) {
    if (key == "steps") {
        return tr("Length");
    }
    for (const OptionText& text : allTexts()) {
        if (text.key == key) {
            return text.label;
        }
    }
    return QString::fromStdString(key);
}

/// The fields of a change that is as the set has it are empty, and show the set's numbers.
void TrainingForm::showSet(const AugmentationOptions& augmentation) {
    for (std::size_t i = 0; i < kTransforms; ++i) {
        const AugmentationTransform& transform = augmentationTransforms()[i];
        const TransformSetting of_set = settingOfSet(augmentation.set, static_cast<TransformKind>(i));
        m_rows.setFallback(transform.key, AugmentationOptions::kOfSet, of_set.probability);
        if (transform.strength) {
            m_rows.setFallback(transform.key + "_strength", AugmentationOptions::kOfSet, of_set.strength);
        }
    }
}

std::vector<TrainingForm::OptionText> TrainingForm::changeTexts() {
    return {
        {"flip", tr("Mirror"), tr("Probability of mirroring from left to right; empty: as the set has it")},
        {"augment_photometric", tr("Photometric"),
         tr("Probability of each change of brightness, contrast, saturation and hue")},
        {"augment_photometric_strength", tr("Photometric by"),
         tr("Largest change of a factor: 0.5 is half to one and a half times; of hue, 51° for each 1")},
        {"augment_zoom_out", tr("Zoom-out"), tr("Probability of a larger canvas filled with the mean")},
        {"augment_zoom_out_strength", tr("Zoom-out by"), tr("Largest factor, 1 to 16")},
        {"augment_crop", tr("Crop"), tr("Probability of a crop under a minimum IoU with an object")},
        {"augment_crop_strength", tr("Crop to"), tr("Least side of the crop, as a share of the image's")},
        {"augment_scale_jitter", tr("Scale jitter"),
         tr("Probability of another scale at the same aspect ratio")},
        {"augment_scale_jitter_strength", tr("Scale jitter by"), tr("Largest change of scale, as a share")},
        {"augment_rotation", tr("Rotation"), tr("Probability of a rotation by a small angle")},
        {"augment_rotation_strength", tr("Rotation by"), tr("Largest angle, degrees")},
        {"augment_quarter_turn", tr("Quarter turn"), tr("Probability of a turn by 90, 180 or 270 degrees")},
        {"augment_mosaic", tr("Mosaic"), tr("Probability of four images in one")},
        {"augment_mosaic_strength", tr("Mosaic smaller by"),
         tr("How much smaller its images may be, as a share")},
        {"augment_mosaic_until", tr("Mosaic until"),
         tr("Share of the run after which there is no mosaic any more")},
        {"input_scale", tr("Input sizes by"),
         tr("Batches of several input sizes: by how much their sides may differ from the network's, as a "
            "share; in "
            "steps of 32 px, for networks that allow it; 0: one size")},
        {"augment_paste", tr("Paste"),
         tr("Probability of pasting crops of false positives, where they touch no object; needs their file, "
            "under More options")},
        {"augment_paste_strength", tr("Paste up to"), tr("Most crops on one image, 1 to 20")},
        {"augment_occlusion", tr("Occlusion"), tr("Probability of covering a part of one object")},
        {"augment_occlusion_strength", tr("Occlusion of"), tr("Largest share of the object that is covered")},
        {"augment_greyscale", tr("Greyscale"), tr("Probability of losing all colour")},
        {"augment_blur", tr("Blur"), tr("Probability of a Gaussian blur")},
        {"augment_blur_strength", tr("Blur of"), tr("Largest standard deviation, pixels of the input")},
        {"augment_noise", tr("Noise"), tr("Probability of Gaussian noise")},
        {"augment_noise_strength", tr("Noise of"), tr("Largest standard deviation, of 255")},
        {"augment_jpeg", tr("JPEG artefacts"), tr("Probability of artefacts of JPEG compression")},
        {"augment_jpeg_strength", tr("JPEG from"), tr("Least quality of the compression, 1 to 95")},
    };
}

}  // namespace priorscope
