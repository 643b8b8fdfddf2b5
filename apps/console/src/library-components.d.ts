import type UApp from '@nuxt/ui/components/App.vue';
import type UBadge from '@nuxt/ui/components/Badge.vue';
import type UButton from '@nuxt/ui/components/Button.vue';
import type UCheckboxGroup from '@nuxt/ui/components/CheckboxGroup.vue';
import type UCommandPalette from '@nuxt/ui/components/CommandPalette.vue';
import type UDropdownMenu from '@nuxt/ui/components/DropdownMenu.vue';
import type UFormField from '@nuxt/ui/components/FormField.vue';
import type UIcon from '@nuxt/ui/runtime/vue/components/Icon.vue';
import type UInput from '@nuxt/ui/components/Input.vue';
import type UInputMenu from '@nuxt/ui/components/InputMenu.vue';
import type UInputNumber from '@nuxt/ui/components/InputNumber.vue';
import type UInputTags from '@nuxt/ui/components/InputTags.vue';
import type UKbd from '@nuxt/ui/components/Kbd.vue';
import type ULink from '@nuxt/ui/runtime/vue/overrides/vue-router/Link.vue';
import type UModal from '@nuxt/ui/components/Modal.vue';
import type UPopover from '@nuxt/ui/components/Popover.vue';
import type URadioGroup from '@nuxt/ui/components/RadioGroup.vue';
import type USelect from '@nuxt/ui/components/Select.vue';
import type USelectMenu from '@nuxt/ui/components/SelectMenu.vue';
import type USeparator from '@nuxt/ui/components/Separator.vue';
import type USkeleton from '@nuxt/ui/components/Skeleton.vue';
import type USlideover from '@nuxt/ui/components/Slideover.vue';
import type USlider from '@nuxt/ui/components/Slider.vue';
import type USwitch from '@nuxt/ui/components/Switch.vue';
import type UTabs from '@nuxt/ui/components/Tabs.vue';
import type UTextarea from '@nuxt/ui/components/Textarea.vue';
import type UTooltip from '@nuxt/ui/components/Tooltip.vue';
import type { RouterLink as Link, RouterView as View } from 'vue-router';

/**
 * The components of the library that templates use by name, for type checks; a template that names one that is not
 * here fails them. (The build finds them by itself.)
 */
declare module 'vue' {
  export interface GlobalComponents {
    RouterLink: typeof Link;
    RouterView: typeof View;
    UApp: typeof UApp;
    UBadge: typeof UBadge;
    UButton: typeof UButton;
    UCheckboxGroup: typeof UCheckboxGroup;
    UCommandPalette: typeof UCommandPalette;
    UDropdownMenu: typeof UDropdownMenu;
    UFormField: typeof UFormField;
    UIcon: typeof UIcon;
    UInput: typeof UInput;
    UInputMenu: typeof UInputMenu;
    UInputNumber: typeof UInputNumber;
    UInputTags: typeof UInputTags;
    UKbd: typeof UKbd;
    ULink: typeof ULink;
    UModal: typeof UModal;
    UPopover: typeof UPopover;
    URadioGroup: typeof URadioGroup;
    USelect: typeof USelect;
    USelectMenu: typeof USelectMenu;
    USeparator: typeof USeparator;
    USkeleton: typeof USkeleton;
    USlideover: typeof USlideover;
    USlider: typeof USlider;
    USwitch: typeof USwitch;
    UTabs: typeof UTabs;
    UTextarea: typeof UTextarea;
    UTooltip: typeof UTooltip;
  }
}
